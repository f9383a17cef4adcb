import type { Database, Queryable } from '../client.ts';
import { Prisma } from '../generated/client.ts';
import { bucketOf, extremes, sampledKeys, usageBuckets, withBeginning } from '../usage/usage-buckets.ts';

/** What came of a try: another replica is at it, some was done and more is to do, or all is done. */
export type RollUpOutcome = 'busy' | 'more' | 'done';

const minute = 60_000;
const fine = 5;
const coarse = 60;
// A sample is stamped with the beginning of its stretch, and may be on its way.
const lagMs = 30_000;
const longestStretchMs = 60 * minute;
const patience = { maxWait: 10_000, timeout: 60_000 };

/**
 * Rolls samples up into buckets of 5 minutes, and those into hours, for environments and teams, as far as `now` allows and
 * an hour at most: a part of the teams with each call. Doing it again changes nothing; only one replica does it at a time.
 */
export async function rollUpUsage(database: Database, now: Date, teamsAtOnce = 25): Promise<RollUpOutcome> {
  return database.$transaction(async (tx) => {
    const [lock] = await tx.$queryRaw<{ mine: boolean }[]>`
      SELECT pg_try_advisory_xact_lock(hashtextextended('bailiwick usage roll-up', 0)) AS mine`;
    if (!lock?.mine) return 'busy';
    const mark = await findMark(tx);
    if (mark === null) return 'done';
    const { from } = mark;
    const end = floor(now.getTime() - lagMs, fine);
    const to = mark.stretchUntil ?? new Date(Math.min(end, from.getTime() + longestStretchMs));
    if (to <= from) return 'done';
    const teams = await tx.team.findMany({
      where: mark.afterTeam === null ? {} : { id: { gt: mark.afterTeam } },
      select: { id: true },
      orderBy: { id: 'asc' },
      take: teamsAtOnce,
    });
    const last = teams.at(-1);
    if (last !== undefined) {
      await rollUpTeams(
        tx,
        from,
        to,
        teams.map(({ id }) => id),
      );
      await saveMark(tx, fine, from, { to, afterTeam: last.id });
      return 'more';
    }
    await saveMark(tx, fine, to, null);
    await saveMark(tx, coarse, new Date(floor(to.getTime(), coarse)), null);
    return to.getTime() < end ? 'more' : 'done';
  }, patience);
}

function floor(time: number, minutes: number): number {
  return Math.floor(time / (minutes * minute)) * minutes * minute;
}

interface Mark {
  from: Date;
  stretchUntil: Date | null;
  afterTeam: string | null;
}

/** Where the stretch in hand begins, or the next one; null while there are no samples at all. */
async function findMark(tx: Queryable): Promise<Mark | null> {
  const known = await tx.usageRollupMark.findUnique({ where: { minutes: fine } });
  if (known !== null) return { ...known, from: known.doneUntil };
  const [row] = await tx.$queryRaw<{ at: Date | null }[]>`
    SELECT ${bucketOf(Prisma.sql`(SELECT min(at) FROM usage_sample)`, coarse)} AS at`;
  return row?.at == null ? null : { from: row.at, stretchUntil: null, afterTeam: null };
}

async function saveMark(
  tx: Queryable,
  minutes: number,
  doneUntil: Date,
  stretch: { to: Date; afterTeam: string } | null,
): Promise<void> {
  const data = { doneUntil, stretchUntil: stretch?.to ?? null, afterTeam: stretch?.afterTeam ?? null };
  await tx.usageRollupMark.upsert({ where: { minutes }, create: { minutes, ...data }, update: data });
}

// A team's sum needs all its environments for a key, also those in which nothing happened.
async function rollUpTeams(tx: Queryable, from: Date, to: Date, teams: string[]): Promise<void> {
  const pieces = Prisma.sql`
    WITH member AS (SELECT id, team_id, finalized_at FROM environment WHERE team_id = ANY (${teams}::uuid[])),
    active AS MATERIALIZED (
      SELECT e.id AS environment_id, k.key FROM member e CROSS JOIN LATERAL (
        ${sampledKeys(Prisma.sql`e.id`, Prisma.sql`${from}::timestamptz`, Prisma.sql`${to}::timestamptz`)}) AS k
      UNION SELECT e.id, k.key FROM member e JOIN environment_status s ON s.environment_id = e.id
        CROSS JOIN LATERAL jsonb_object_keys(s.usage) AS k (key)
      WHERE e.finalized_at >= ${from} AND e.finalized_at < ${to}),
    team AS (SELECT DISTINCT e.team_id, a.key FROM active a JOIN member e ON e.id = a.environment_id)
    SELECT e.id, a.environment_id, e.team_id, team.key, e.finalized_at
    FROM team JOIN member e ON e.team_id = team.team_id LEFT JOIN active a ON a.environment_id = e.id AND a.key = team.key
    WHERE e.finalized_at IS NULL OR e.finalized_at > ${from} OR a.key IS NOT NULL`;
  const sql = Prisma.sql;
  // An hour of which a part was rolled up before is taken further; one that begins here is made anew.
  await tx.$executeRaw`
    WITH made AS MATERIALIZED (${usageBuckets({ pieces, from, to, minutes: fine })}),
    fine AS (
      INSERT INTO usage_rollup (subject_id, minutes, key, at, peak, hard, last_used, last_hard)
      SELECT subject_id, ${fine}::smallint, key, at, peak, hard, last_used, last_hard FROM made WHERE news
      ON CONFLICT (subject_id, minutes, key, at) DO UPDATE
      SET peak = excluded.peak, hard = excluded.hard, last_used = excluded.last_used, last_hard = excluded.last_hard),
    hour AS (
      SELECT subject_id, key, hour AS at, ${extremes(sql`peak`, sql`hard`, sql`last_used`, sql`last_hard`)}, bool_or(news) AS news
      FROM made CROSS JOIN LATERAL ${bucketOf(sql`at`, coarse)} AS hour GROUP BY subject_id, key, hour),
    chained AS (SELECT *, lag(ended) OVER (PARTITION BY subject_id, key ORDER BY at) AS before FROM hour)
    INSERT INTO usage_rollup AS known (subject_id, minutes, key, at, peak, hard, last_used, last_hard)
    SELECT subject_id, ${coarse}::smallint, key, at, ${withBeginning}, ended[2], ended[3] FROM chained WHERE news
    ON CONFLICT (subject_id, minutes, key, at) DO UPDATE SET last_used = excluded.last_used, last_hard = excluded.last_hard,
      peak = CASE WHEN known.at >= ${from} THEN excluded.peak ELSE greatest(known.peak, excluded.peak) END,
      hard = CASE WHEN known.at >= ${from} OR excluded.peak >= known.peak THEN excluded.hard ELSE known.hard END`;
}
