import type { Queryable } from '../client.ts';
import { Prisma } from '../generated/client.ts';
import { bucketOf, extremes, sampledKeys, usageBuckets, withBeginning } from '../usage/usage-buckets.ts';

/** One point of a usage history: exact decimals in base units. */
export interface UsageRow {
  key: string;
  at: Date;
  used: string;
  hard: string;
}

/** Whose usage: of one environment, or the sum over all that the team has or had. */
export type UsageOf = { environmentId: string } | { teamId: string };

const minute = 60_000;
const never = new Date(0);
const { sql } = Prisma;

/**
 * History in buckets: the highest use of each, summed before it is compared, with the limit of that moment. A bucket
 * like the one before is left out, as samples are: both hold until the next. `from` is where a bucket begins. What is
 * rolled up is read there, the newest minutes from the samples.
 */
export async function listUsageRows(
  db: Queryable,
  of: UsageOf,
  from: Date,
  bucketMinutes: number,
  now: Date,
): Promise<UsageRow[]> {
  const subject = 'teamId' in of ? of.teamId : of.environmentId;
  const isTeam = 'teamId' in of;
  const whose = isTeam ? Prisma.sql`e.team_id` : Prisma.sql`e.id`;
  const marks = await db.usageRollupMark.findMany();
  const markOf = (minutes: number) => marks.find((mark) => mark.minutes === minutes)?.doneUntil ?? never;
  const grain = bucketMinutes < 60 ? 5 : 60;
  // The hour that is not over yet is read from its five-minute buckets.
  const [coarseUntil, fineUntil] = [latest(from, markOf(grain)), latest(from, markOf(5))];
  // Where nothing is rolled up beyond the beginning, the samples know what held then.
  const heldIn = [grain, 5].find((minutes) => markOf(minutes) > from) ?? null;
  const pieces = Prisma.sql`
    SELECT e.id, ${isTeam ? null : subject}::uuid, ${isTeam ? subject : null}::uuid, k.key, e.finalized_at
    FROM environment e JOIN environment_status s ON s.environment_id = e.id
      CROSS JOIN LATERAL (SELECT jsonb_object_keys(s.usage)
        UNION (${sampledKeys(sql`e.id`, sql`${fineUntil}::timestamptz`, sql`'infinity'::timestamptz`)})) AS k (key)
    WHERE ${whose} = ${subject}::uuid AND (e.finalized_at IS NULL OR e.finalized_at > ${fineUntil})`;
  const newest = usageBuckets({ pieces, from: fineUntil, to: new Date(now.getTime() + minute), minutes: 5 });
  const rolled = (minutes: number, begin: Date, end: Date) => Prisma.sql`
    SELECT key, at, peak, hard, last_used, last_hard FROM usage_rollup
    WHERE subject_id = ${subject}::uuid AND minutes = ${minutes} AND at >= ${begin} AND at < ${end}`;
  const width = Prisma.sql`${bucketMinutes} * interval '1 minute'`;
  return db.$queryRaw<UsageRow[]>`
    WITH key AS (
      SELECT DISTINCT jsonb_object_keys(s.usage) AS key FROM environment e JOIN environment_status s ON s.environment_id = e.id
      WHERE ${whose} = ${subject}::uuid AND (e.finalized_at IS NULL OR e.finalized_at > ${from})),
    rolled AS (
      ${rolled(grain, from, coarseUntil)}
      UNION ALL ${rolled(5, coarseUntil, fineUntil)}
      UNION ALL SELECT key, at, peak, hard, last_used, last_hard FROM (${newest}) AS newest),
    row AS (
      SELECT * FROM rolled
      UNION ALL -- what held when the history begins, unless something happened just then
      SELECT key.key, ${from}::timestamptz, held.last_used, held.last_hard, held.last_used, held.last_hard
      FROM key CROSS JOIN LATERAL (
        SELECT last_used, last_hard FROM usage_rollup r WHERE r.subject_id = ${subject}::uuid AND r.minutes = ${heldIn}
          AND r.key = key.key AND r.at < ${from} ORDER BY at DESC LIMIT 1) AS held
      WHERE NOT EXISTS (SELECT FROM rolled WHERE rolled.key = key.key AND rolled.at = ${from})),
    bucket AS (
      SELECT key, bucket AS at, ${extremes(sql`peak`, sql`hard`, sql`last_used`, sql`last_hard`)}
      FROM row CROSS JOIN LATERAL ${bucketOf(sql`at`, bucketMinutes)} AS bucket WHERE at <= ${now} GROUP BY key, bucket),
    chained AS (
      SELECT *, lag(ended) OVER own AS before, lead(at) OVER own AS next FROM bucket WINDOW own AS (PARTITION BY key ORDER BY at)),
    shown AS (
      SELECT key, at, peak AS used, hard FROM (SELECT key, at, ${withBeginning} FROM chained) AS whole
      UNION ALL SELECT key, at + ${width}, ended[2], ended[3] FROM chained
      WHERE at + ${width} <= ${now} AND next IS DISTINCT FROM at + ${width})
    SELECT key, at, used::text, hard::text FROM (
      SELECT *, lag(used) OVER earlier AS used_before, lag(hard) OVER earlier AS hard_before
      FROM shown WINDOW earlier AS (PARTITION BY key ORDER BY at)) AS compared
    WHERE (used, hard) IS DISTINCT FROM (used_before, hard_before) ORDER BY key, at`;
}

function latest(one: Date, other: Date): Date {
  return one > other ? one : other;
}
