import type { Database, Queryable } from '../client.ts';
import { Prisma } from '../generated/client.ts';
import type { RollUpOutcome } from './roll-up-usage.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const patience = { maxWait: 10_000, timeout: 60_000 };

/** What has a length of its own for which it is kept. */
interface Grain {
  /** Of a bucket; 0 for samples. */
  minutes: 0 | 5 | 60;
  keepDays: number;
  /** How far apart its times are, in milliseconds. */
  stepMs: number;
  table: Prisma.Sql;
  /** Whose it is, with the key. */
  owner: Prisma.Sql;
}

const rollup = { table: Prisma.sql`usage_rollup`, owner: Prisma.sql`subject_id, minutes, key` };
const grains: readonly Grain[] = [
  {
    ...{ minutes: 0, keepDays: 2, stepMs: minute / 4 },
    ...{ table: Prisma.sql`usage_sample`, owner: Prisma.sql`environment_id, key` },
  },
  { minutes: 5, keepDays: 8, stepMs: 5 * minute, ...rollup },
  { minutes: 60, keepDays: 92, stepMs: 60 * minute, ...rollup },
];

/**
 * Drops some of what is older than its grain is kept and rolled up already, `most` rows of each grain, but never the last of
 * a subject and key: it holds until the next. Only one replica does it at a time.
 */
export async function deleteOldUsage(database: Database, now: Date, most = 20_000): Promise<RollUpOutcome> {
  return database.$transaction(async (tx) => {
    const [lock] = await tx.$queryRaw<{ mine: boolean }[]>`
      SELECT pg_try_advisory_xact_lock(hashtextextended('bailiwick usage retention', 0)) AS mine`;
    if (!lock?.mine) return 'busy';
    let left = false;
    for (const grain of grains) left = (await deleteSome(tx, grain, now, most)) || left;
    return left ? 'more' : 'done';
  }, patience);
}

/** Whether more may be left. */
async function deleteSome(tx: Queryable, grain: Grain, now: Date, most: number): Promise<boolean> {
  const { minutes, table, owner } = grain;
  const stretch = await nextStretch(tx, grain, new Date(now.getTime() - grain.keepDays * day), most);
  if (stretch === null) return false;
  const { from, until } = stretch;
  const ofGrain = minutes === 0 ? Prisma.sql`true` : Prisma.sql`minutes = ${minutes}::smallint`;
  // What somebody has within the stretch replaces all that he had before.
  const count = await tx.$executeRaw`
    DELETE FROM ${table} WHERE ctid = ANY (ARRAY(
      SELECT old.ctid FROM (SELECT ${owner}, max(at) AS newest FROM ${table} WHERE ${ofGrain} AND at >= ${from} AND at < ${until}
        GROUP BY ${owner}) AS later JOIN ${table} old USING (${owner})
      WHERE old.at < later.newest LIMIT ${most}))`;
  if (count === most) return true;
  await tx.$executeRaw`
    INSERT INTO usage_retention_mark (minutes, done_until) VALUES (${minutes}, ${until})
    ON CONFLICT (minutes) DO UPDATE SET done_until = excluded.done_until`;
  return true;
}

/** The next stretch in which rows may have to go, about `most` of them, but one step at least; null when there are none. */
async function nextStretch(
  tx: Queryable,
  { minutes, stepMs, table }: Grain,
  kept: Date,
  most: number,
): Promise<{ from: Date; until: Date } | null> {
  const ofGrain = minutes === 0 ? Prisma.sql`true` : Prisma.sql`minutes = ${minutes}::smallint`;
  const [row] = await tx.$queryRaw<{ from: Date | null; past: Date; full: Date | null }[]>`
    WITH bound AS (
      SELECT CASE WHEN ${minutes} = 0 THEN least(${kept}::timestamptz, coalesce((SELECT done_until FROM usage_rollup_mark WHERE minutes = 5), '-infinity'))
          ELSE ${kept}::timestamptz END AS past,
        coalesce((SELECT done_until FROM usage_retention_mark WHERE minutes = ${minutes}), '-infinity') AS done)
    SELECT past, (SELECT min(at) FROM ${table} WHERE ${ofGrain} AND at >= done AND at < past) AS from,
      (SELECT at FROM ${table} WHERE ${ofGrain} AND at >= done AND at < past ORDER BY at OFFSET ${most} LIMIT 1) AS full
    FROM bound`;
  if (row?.from == null) return null;
  const { from, past, full } = row;
  const step = (time: Date, more: number) => (Math.floor(time.getTime() / stepMs) + more) * stepMs;
  const until = full === null ? past.getTime() : Math.max(step(from, 1), step(full, 0));
  return { from, until: new Date(Math.min(past.getTime(), until)) };
}
