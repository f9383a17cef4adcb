import { type AnswerFacts, type DurationFacts, sloDays } from '#lib/domain/slo.ts';
import type { Queryable } from '../client.ts';
import { Prisma } from '../generated/client.ts';

const days = Prisma.sql`unnest(${[...sloDays]}::int[]) AS w (days)`;
const longest = Math.max(...sloDays);

// `f` has at, seconds (null while open) and age in seconds. What is open counts from when it is late.
function durations(facts: Prisma.Sql, goal: number): Prisma.Sql {
  const percentile = (share: number) =>
    Prisma.sql`percentile_cont(${share}::float8) WITHIN GROUP (ORDER BY f.seconds)`;
  return Prisma.sql`
    WITH f AS MATERIALIZED (${facts})
    SELECT w.days, (count(f.at) FILTER (WHERE f.seconds IS NOT NULL OR f.age > ${goal}))::int AS count,
      (count(*) FILTER (WHERE f.seconds <= ${goal}))::int AS within,
      (count(f.at) FILTER (WHERE f.seconds IS NULL))::int AS open,
      ${percentile(0.5)} AS p50, ${percentile(0.95)} AS p95, ${percentile(0.99)} AS p99
    FROM ${days} LEFT JOIN f ON f.at > now() - w.days * interval '1 day'
    GROUP BY w.days ORDER BY w.days`;
}

const seconds = (until: Prisma.Sql, from: Prisma.Sql) =>
  Prisma.sql`extract(epoch FROM ${until} - ${from})::float8`;
const now = Prisma.sql`now()`;

/** From the approval of a new environment to its first Ready. One that was given up before is left out. */
export async function readReadyFacts(database: Queryable, goal: number): Promise<DurationFacts[]> {
  const at = Prisma.sql`d.created_at`;
  const facts = Prisma.sql`
    SELECT ${at} AS at, ${seconds(Prisma.sql`s.ready_at`, at)} AS seconds, ${seconds(now, at)} AS age
    FROM decision d JOIN request r ON r.id = d.request_id AND r.type = 'create-environment' AND d.verdict = 'approved'
      JOIN environment e ON e.id = r.environment_id JOIN environment_status s ON s.environment_id = e.id
    WHERE ${at} > now() - ${longest} * interval '1 day'
      AND (s.ready_at IS NOT NULL OR (e.finalized_at IS NULL AND e.delete_after IS NULL))`;
  return database.$queryRaw<DurationFacts[]>(durations(facts, goal));
}

/** From finding a hand-made change to having it put back. What an admin has held back is left out. */
export async function readHealingFacts(database: Queryable, goal: number): Promise<DurationFacts[]> {
  const at = Prisma.sql`d.detected_at`;
  const facts = Prisma.sql`
    SELECT ${at} AS at, ${seconds(Prisma.sql`d.healed_at`, at)} AS seconds, ${seconds(now, at)} AS age
    FROM drift_event d WHERE ${at} > now() - ${longest} * interval '1 day' AND NOT d.held`;
  return database.$queryRaw<DurationFacts[]>(durations(facts, goal));
}

/** How often the cluster answered the provisioner's probes. */
export async function readClusterFacts(database: Queryable): Promise<AnswerFacts[]> {
  return database.$queryRaw<AnswerFacts[]>`
    SELECT w.days, coalesce(sum(p.answered), 0)::int AS answered, coalesce(sum(p.failed), 0)::int AS failed,
      count(p.at)::int * 5 AS "observedMinutes"
    FROM ${days} LEFT JOIN cluster_probe p ON p.at > now() - w.days * interval '1 day'
    GROUP BY w.days ORDER BY w.days`;
}
