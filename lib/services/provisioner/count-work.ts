import type { Actor } from '#lib/auth/permissions.ts';
import { getDatabase } from '#lib/data/client.ts';
import { countWorkRows } from '#lib/data/clusters/work-rows.ts';
import { type WorkCounts, workStates } from '#lib/domain/provisioner-views.ts';
import { assertMay, scopeOf } from '../scope-of.ts';

/** How much work there is, by state, and what each replica has in hand. */
export async function countWork(actor: Actor): Promise<WorkCounts> {
  assertMay(actor, 'cluster:read');
  const rows = await countWorkRows(getDatabase(), scopeOf(actor, 'cluster:read'));
  const leases: Record<string, number> = {};
  for (const { state, replica, count } of rows)
    if (state === 'working' && replica !== null) leases[replica] = (leases[replica] ?? 0) + count;
  const sumOf = (wanted: string) =>
    rows.filter(({ state }) => state === wanted).reduce((sum, { count }) => sum + count, 0);
  const states = Object.fromEntries(workStates.map((state) => [state, sumOf(state)]));
  return { states: states as WorkCounts['states'], leases };
}
