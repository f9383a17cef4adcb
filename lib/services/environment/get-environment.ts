import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { getDatabase } from '#lib/data/client.ts';
import type { EnvironmentView } from '#lib/domain/environment-views.ts';
import { notFound } from '#lib/domain/error.ts';
import { environmentInput } from '#lib/domain/inputs/environment.ts';
import { parseInput } from '../parse-input.ts';
import { environmentViews, visibleEnvironment } from './visible-environment.ts';

/** One live environment with its conditions, objects and usage. */
export async function getEnvironment(
  actor: Actor,
  input: z.input<typeof environmentInput>,
): Promise<EnvironmentView> {
  const asked = parseInput(environmentInput, input);
  const database = getDatabase();
  const [view] = await environmentViews(database, [await visibleEnvironment(database, actor, asked)]);
  if (view === undefined) throw notFound('The environment');
  return view;
}
