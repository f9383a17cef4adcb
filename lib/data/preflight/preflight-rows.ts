import type { ResourceAmounts } from '#lib/domain/environment-class.ts';
import { preflightPatienceSeconds } from '#lib/domain/preflight/views.ts';
import type { Queryable } from '../client.ts';

/** What the web tier asks for. */
export interface NewPreflight {
  askedBy: string;
  teamId: string;
  /** Null for an environment that is not there yet, and so is its generation then. */
  environmentId: string | null;
  generation: number | null;
  slug: string;
  /** Null where the environment goes away. */
  classVersionId: string | null;
  quota: ResourceAmounts;
}

/** A pre-flight with what has become of it. */
export interface PreflightRow {
  id: string;
  teamId: string;
  answeredAt: Date | null;
  answer: unknown;
  /** Whether it is too late for an answer, or no replica is there to give one. */
  isGivenUp: boolean;
  /** Whether the environment is another generation by now, or gone. */
  isStale: boolean;
}

/** Asks; the same question of the same person within half a minute is the one that was asked already. */
export async function insertPreflight(tx: Queryable, asked: NewPreflight): Promise<string> {
  const quota = JSON.stringify(asked.quota);
  const [twin] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM preflight
    WHERE asked_by = ${asked.askedBy}::uuid AND team_id = ${asked.teamId}::uuid AND slug = ${asked.slug}
      AND environment_id IS NOT DISTINCT FROM ${asked.environmentId}::uuid
      AND generation IS NOT DISTINCT FROM ${asked.generation}::int
      AND class_version_id IS NOT DISTINCT FROM ${asked.classVersionId}::uuid AND quota = ${quota}::jsonb
      AND asked_at > now() - interval '30 seconds'
      AND (answered_at IS NOT NULL OR asked_at > now() - ${preflightPatienceSeconds} * interval '1 second')
      AND answer->>'problem' IS NULL
    ORDER BY asked_at DESC LIMIT 1`;
  if (twin !== undefined) return twin.id;
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO preflight (id, asked_by, team_id, environment_id, generation, slug, class_version_id, quota)
    VALUES (gen_random_uuid(), ${asked.askedBy}::uuid, ${asked.teamId}::uuid, ${asked.environmentId}::uuid,
      ${asked.generation}::int, ${asked.slug}, ${asked.classVersionId}::uuid, ${quota}::jsonb)
    RETURNING id`;
  if (row === undefined) throw new Error('The pre-flight was not written.');
  return row.id;
}

/** The pre-flight that this person asked for; null where there is none of his. */
export async function findPreflight(
  tx: Queryable,
  id: string,
  askedBy: string,
): Promise<PreflightRow | null> {
  const [row] = await tx.$queryRaw<PreflightRow[]>`
    SELECT p.id, p.team_id AS "teamId", p.answered_at AS "answeredAt", p.answer,
      (p.asked_at < now() - ${preflightPatienceSeconds} * interval '1 second' OR NOT EXISTS (
        SELECT FROM provisioner_heartbeat h WHERE h.beat_at > now() - interval '10 seconds' AND h.stopped_at IS NULL)) AS "isGivenUp",
      p.environment_id IS NOT NULL AND (e.generation <> p.generation OR e.finalized_at IS NOT NULL) AS "isStale"
    FROM preflight p LEFT JOIN environment e ON e.id = p.environment_id
    WHERE p.id = ${id}::uuid AND p.asked_by = ${askedBy}::uuid`;
  return row ?? null;
}
