import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { getDatabase } from '#lib/data/client.ts';
import { loadEnvironmentRows } from '#lib/data/environment/environment-rows.ts';
import { findEnvironmentIds } from '#lib/data/environment/find-environment-ids.ts';
import type { EnvironmentView } from '#lib/domain/environment-views.ts';
import { listEnvironmentsInput } from '#lib/domain/inputs/environment.ts';
import type { Page } from '#lib/domain/views.ts';
import { parseInput } from '../parse-input.ts';
import { scopeOf } from '../scope-of.ts';
import { environmentViews } from './visible-environment.ts';

/** The live environments that the actor can see. */
export async function listEnvironments(
  actor: Actor,
  input: z.input<typeof listEnvironmentsInput> = {},
): Promise<Page<EnvironmentView>> {
  const asked = parseInput(listEnvironmentsInput, input);
  const { page, pageSize, sort = 'namespace', direction = 'asc', team, class: className, state, q } = asked;
  const filter = { scope: scopeOf(actor, 'environment:read'), team, class: className, state, q };
  const order = { sort, direction, skip: (page - 1) * pageSize, take: pageSize };
  const database = getDatabase();
  const { ids, total } = await findEnvironmentIds(database, filter, order);
  const rows = await loadEnvironmentRows(database, ids);
  return { items: await environmentViews(database, rows), total, page, pageSize };
}
