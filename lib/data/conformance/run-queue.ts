import type { CheckResult, ConformanceScore } from '#lib/domain/conformance.ts';
import { type ClassSpec, classSpecSchema } from '#lib/domain/environment-class.ts';
import type { Database } from '../client.ts';

/** A run that this process is to carry out. */
export interface ClaimedRun {
  id: string;
  /** Grows with every claim of the row; a save with an older one is refused. */
  attempts: number;
  namespace: string;
  spec: ClassSpec;
}

// Long enough for the slowest run; one that is older belonged to a process that died.
const abandonedAfterMinutes = 10;

/** Takes the run that has waited longest, or one that was left behind; null if there is none. By the database's clock. */
export async function claimRun(database: Database): Promise<ClaimedRun | null> {
  const [row] = await database.$queryRaw<(Omit<ClaimedRun, 'spec'> & { spec: unknown })[]>`
    WITH claimed AS (
      UPDATE conformance_run SET started_at = now(), attempts = attempts + 1 WHERE id = (
        SELECT id FROM conformance_run WHERE finished_at IS NULL
          AND (started_at IS NULL OR started_at < now() - ${abandonedAfterMinutes} * interval '1 minute')
        ORDER BY requested_at, id FOR UPDATE SKIP LOCKED LIMIT 1)
      RETURNING id, attempts, environment_id)
    SELECT r.id, r.attempts, e.namespace, v.spec FROM claimed r
      JOIN environment e ON e.id = r.environment_id JOIN environment_class_version v ON v.id = e.class_version_id`;
  return row === undefined ? null : { ...row, spec: classSpecSchema.parse(row.spec) };
}

/** What a run came to; `problem` says why there are no results. */
export interface FinishedRun {
  problem: string | null;
  results: CheckResult[];
  score: ConformanceScore;
}

/** Writes what was found, unless somebody else has taken the run over; false then. */
export async function finishRun(
  database: Database,
  { id, attempts }: ClaimedRun,
  { problem, results, score }: FinishedRun,
): Promise<boolean> {
  const { passed, byDesign, failed, errors } = score;
  const count = await database.$executeRaw`
    UPDATE conformance_run SET finished_at = now(), problem = ${problem}, results = ${JSON.stringify(results)}::jsonb,
      passed = ${passed}, by_design = ${byDesign}, failed = ${failed}, errors = ${errors}
    WHERE id = ${id}::uuid AND attempts = ${attempts} AND finished_at IS NULL`;
  return count === 1;
}

/**
 * Asks for a run of every ready environment that had none since its minute of the night: spread over four hours of UTC
 * by the environment's id, so that they never begin together. One that never had a run gets it at once.
 */
export async function requestNightlyRuns(database: Database, now: Date): Promise<number> {
  return database.$executeRaw`
    INSERT INTO conformance_run (id, environment_id, requested_at)
    SELECT gen_random_uuid(), e.id, ${now} FROM environment e JOIN environment_status s ON s.environment_id = e.id,
      LATERAL (SELECT date_trunc('day', ${now}, 'UTC') + interval '1 hour'
        + abs(hashtext(e.id::text)) % 240 * interval '1 minute' AS tonight) t
    WHERE e.finalized_at IS NULL AND e.delete_after IS NULL AND s.ready_at IS NOT NULL
      AND NOT EXISTS (SELECT FROM conformance_run r WHERE r.environment_id = e.id AND (r.finished_at IS NULL
        OR r.requested_at >= CASE WHEN t.tonight <= ${now} THEN t.tonight ELSE t.tonight - interval '1 day' END))
    ON CONFLICT DO NOTHING`;
}

/** Drops runs past their time, but keeps the last finished one of each environment. */
export async function deleteOldRuns(database: Database, now: Date, days: number): Promise<number> {
  const before = new Date(now.getTime() - days * 86_400_000);
  return database.$executeRaw`
    DELETE FROM conformance_run r WHERE r.finished_at < ${before}
      AND EXISTS (SELECT FROM conformance_run l WHERE l.environment_id = r.environment_id
        AND l.finished_at IS NOT NULL AND l.requested_at > r.requested_at)`;
}
