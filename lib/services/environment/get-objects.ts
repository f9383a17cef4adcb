import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { getDatabase } from '#lib/data/client.ts';
import { environmentInput } from '#lib/domain/inputs/environment.ts';
import { parseInput } from '../parse-input.ts';
import { type RenderedObject, renderDesired } from './render-desired.ts';
import { visibleEnvironment } from './visible-environment.ts';

/** Every desired object of an environment, as YAML. */
export async function getObjects(
  actor: Actor,
  input: z.input<typeof environmentInput>,
): Promise<RenderedObject[]> {
  const asked = parseInput(environmentInput, input);
  const database = getDatabase();
  return renderDesired(database, await visibleEnvironment(database, actor, asked));
}
