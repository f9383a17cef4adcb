import { Prisma } from '../generated/client.ts';

/** What to sum over which stretch: whole buckets of that many minutes, counted from the epoch. */
export interface BucketQuestion {
  /**
   * A query of environment_id, own_id, team_id, key and finalized_at. What an environment uses is a part of the team's sum
   * and, where `own_id` is not null, a subject of its own; without a team_id it is only that.
   */
  pieces: Prisma.Sql;
  from: Date;
  /** Exclusive. */
  to: Date;
  minutes: number;
}

/** How buckets of that many minutes are cut; the same whoever asks. */
export function bucketOf(at: Prisma.Sql, minutes: number): Prisma.Sql {
  return Prisma.sql`date_bin(${minutes} * interval '1 minute', ${at}, 'epoch'::timestamptz)`;
}

/**
 * A query of the keys of which an environment has a sample from `from` until before `to`, from key to key. Times stand inside of
 * rows on purpose: statistics know nothing of the newest samples yet, and a plan that finds them by their time alone would read
 * those of all environments for each one.
 */
export function sampledKeys(environment: Prisma.Sql, from: Prisma.Sql, to: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    WITH RECURSIVE known AS (
      (SELECT key FROM usage_sample WHERE environment_id = ${environment} ORDER BY key LIMIT 1)
      UNION ALL
      SELECT (SELECT s.key FROM usage_sample s WHERE s.environment_id = ${environment} AND s.key > known.key ORDER BY s.key LIMIT 1)
      FROM known WHERE known.key IS NOT NULL)
    SELECT key FROM known WHERE EXISTS (
      SELECT FROM usage_sample s WHERE (s.environment_id, s.key, s.at) >= (${environment}, known.key, ${from})
        AND (s.environment_id, s.key, s.at) < (${environment}, known.key, ${to}))`;
}

/** Aggregates of rows with `used` and `hard` at a time: the highest use with its limit, the later of equal ones, and what is last. */
export function extremes(
  used: Prisma.Sql,
  hard: Prisma.Sql,
  lastUsed: Prisma.Sql,
  lastHard: Prisma.Sql,
): Prisma.Sql {
  // Arrays compare item by item; an aggregate with an order of its own would sort each group anew.
  const time = Prisma.sql`extract(epoch FROM at)`;
  return Prisma.sql`max(ARRAY[${used}, ${time}, ${hard}]) AS top, max(ARRAY[${time}, ${lastUsed}, ${lastHard}]) AS ended, min(at) AS first`;
}

/** Peak and limit of a bucket at `at` by its `extremes`: it begins with what the one `before` left, unless something happened in that moment. */
export const withBeginning = Prisma.sql`
  CASE WHEN first > at AND before[2] > top[1] THEN before[2] ELSE top[1] END AS peak,
  CASE WHEN first > at AND before[2] > top[1] THEN before[3] ELSE top[3] END AS hard`;

/**
 * A query of subject_id, key, at, peak, hard, last_used, last_hard and news: the highest sum of each bucket with the limit of
 * that moment, and what the bucket ends with. The first bucket is there also if nothing happened in it, which is what
 * `news` says; of the others only those in which something did. Sums are taken before they are compared: the
 * peaks of two environments need not meet. A namespace that is gone uses nothing.
 */
export function usageBuckets(question: BucketQuestion): Prisma.Sql {
  const { pieces, minutes } = question;
  const [from, to] = [Prisma.sql`${question.from}::timestamptz`, Prisma.sql`${question.to}::timestamptz`];
  const [used, hard] = [Prisma.sql`used`, Prisma.sql`hard`];
  // Samples are looked up piece by piece, never found by their time alone: how many others there are makes no difference.
  return Prisma.sql`
    WITH piece (environment_id, own_id, team_id, key, finalized_at) AS MATERIALIZED (${pieces}),
    event AS MATERIALIZED (
      SELECT p.*, e.at, e.used, e.hard, e.news FROM piece p CROSS JOIN LATERAL (
        (SELECT ${from} AS at, s.used, s.hard, s.at = ${from} AS news FROM usage_sample s -- what holds when the stretch begins
          WHERE s.environment_id = p.environment_id AND s.key = p.key AND s.at <= ${from} AND (p.finalized_at IS NULL OR p.finalized_at > ${from})
          ORDER BY s.at DESC LIMIT 1)
        UNION ALL
        SELECT s.at, s.used, s.hard, true FROM usage_sample s
          WHERE (s.environment_id, s.key, s.at) > (p.environment_id, p.key, ${from})
            AND (s.environment_id, s.key, s.at) < (p.environment_id, p.key, least(p.finalized_at, ${to}))) AS e),
    ended AS (
      SELECT DISTINCT environment_id, own_id, team_id, key, finalized_at, finalized_at AS at, 0::numeric AS used, 0::numeric AS hard, true AS news
      FROM event WHERE finalized_at >= ${from} AND finalized_at < ${to}),
    value AS (SELECT * FROM event UNION ALL SELECT * FROM ended),
    step AS (
      SELECT team_id, key, at, used - coalesce(lag(used) OVER own, 0) AS used, hard - coalesce(lag(hard) OVER own, 0) AS hard, news
      FROM value WHERE team_id IS NOT NULL WINDOW own AS (PARTITION BY environment_id, key ORDER BY at)),
    total AS (
      SELECT team_id, key, at, sum(sum(used)) OVER so_far AS used, sum(sum(hard)) OVER so_far AS hard, bool_or(news) AS news
      FROM step GROUP BY team_id, key, at WINDOW so_far AS (PARTITION BY team_id, key ORDER BY at)),
    bucket AS (
      SELECT subject_id, key, bucket AS at, ${extremes(used, hard, used, hard)}, bool_or(news) AS news FROM (
        SELECT own_id AS subject_id, key, at, used, hard, news FROM value WHERE own_id IS NOT NULL
        UNION ALL SELECT * FROM total) AS moment CROSS JOIN LATERAL ${bucketOf(Prisma.sql`at`, minutes)} AS bucket
      GROUP BY subject_id, key, bucket)
    SELECT subject_id, key, at, ${withBeginning}, ended[2] AS last_used, ended[3] AS last_hard, news
    FROM (SELECT *, lag(ended) OVER (PARTITION BY subject_id, key ORDER BY at) AS before FROM bucket) AS chained`;
}
