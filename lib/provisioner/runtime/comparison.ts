import type { Database } from '#lib/data/client.ts';
import { markVerified, readEnvironments } from '#lib/data/provisioner/environment-row.ts';
import { needsPass } from '../needs-pass.ts';
import type { Clock } from '../ports.ts';
import type { ObjectCache } from './cache.ts';
import type { Metrics } from './metrics.ts';
import { claimOf } from './passes.ts';

const batch = 200;

/**
 * Compares all these environments with the watch cache and answers those that need a pass. It claims nothing; that the
 * others are as agreed is written down at most every quarter of an hour.
 */
export async function compareAll(
  ids: readonly string[],
  database: Database,
  cache: ObjectCache,
  metrics: Metrics,
  clock: Clock,
): Promise<string[]> {
  const found: string[] = [];
  for (let at = 0; at < ids.length; at += batch) {
    const rows = await readEnvironments(database, ids.slice(at, at + batch));
    const due = rows.filter(
      (row) => row.isDue || needsPass(claimOf(row), cache.observe(row.namespace), clock.now()),
    );
    const isDue = new Set(due.map(({ id }) => id));
    found.push(...isDue);
    metrics.compared(isDue.size, rows.length - isDue.size);
    await markVerified(
      database,
      rows.filter(({ id }) => !isDue.has(id)).map(({ id }) => id),
    );
  }
  return found;
}
