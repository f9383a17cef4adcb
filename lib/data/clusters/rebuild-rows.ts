import type { Queryable } from '../client.ts';

/** How far the environments are in a cluster that took the place of another. */
export interface RebuildRow {
  acceptedAt: Date;
  ageMs: number;
  total: number;
  /** Seen as agreed in the new cluster. */
  rebuilt: number;
  /** When the last namespace was made anew; null before the first. */
  lastAt: Date | null;
}

/** The rebuilding in the newest cluster; null while the first one is still there. */
export async function findRebuild(database: Queryable): Promise<RebuildRow | null> {
  const [row] = await database.$queryRaw<RebuildRow[]>`
    SELECT c.accepted_at AS "acceptedAt", (extract(epoch FROM now() - c.accepted_at) * 1000)::float8 AS "ageMs",
      live.total, live.rebuilt,
      (SELECT max(healed_at) FROM drift_event WHERE kind = 'Namespace' AND detected_at >= c.accepted_at) AS "lastAt"
    FROM (SELECT * FROM cluster_identity ORDER BY version DESC LIMIT 1) c, LATERAL (
      SELECT count(*)::int AS total, count(*) FILTER (WHERE s.is_ready AND s.verified_at >= c.accepted_at)::int AS rebuilt
      FROM environment e JOIN environment_status s ON s.environment_id = e.id
      WHERE e.finalized_at IS NULL AND coalesce(least(e.delete_after, e.expires_at) > now(), true)) live
    WHERE c.version > 1`;
  return row ?? null;
}
