import type { Queryable } from '../client.ts';

/** Takes the right to judge until the transaction ends; false while another replica has it. */
export async function takeAlertLock(tx: Queryable, what: 'usage' | 'forecasts'): Promise<boolean> {
  const name = `bailiwick alerts of ${what}`;
  const [lock] = await tx.$queryRaw<{ mine: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) AS mine`;
  return lock?.mine ?? false;
}

/** What the database's clock says now: the same for every replica. */
export async function readClock(tx: Queryable): Promise<Date> {
  const [row] = await tx.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
  if (row === undefined) throw new Error('The database told no time.');
  return row.now;
}
