import type { WatchAge } from '#lib/domain/provisioner-views.ts';
import type { Database } from '../client.ts';

/** What a replica says of itself. */
export interface Heartbeat {
  replica: string;
  startedAt: Date;
  /** Whether the cluster answers; null until the first answer or failure. */
  reachable: boolean | null;
  clusterVersion: string | null;
  message: string | null;
  queueDepth: number;
  /** Of the product. */
  version: string;
  /** How long ago each watch heard something. */
  watches: readonly WatchAge[];
}

/**
 * Writes the heartbeat by the database's clock, and answers what time that is, in milliseconds since 1970;
 * `unreachable_since` keeps the time of the first failure.
 */
export async function beat(database: Database, heartbeat: Heartbeat): Promise<number> {
  const { replica, startedAt, reachable, clusterVersion, message, queueDepth, version } = heartbeat;
  const watches = JSON.stringify(heartbeat.watches);
  const [row] = await database.$queryRaw<{ at: number }[]>`
    INSERT INTO provisioner_heartbeat AS h (replica, started_at, beat_at, cluster_seen_at, unreachable_since, cluster_version, message, queue_depth, version, watches)
    VALUES (${replica}, ${startedAt}, now(), CASE WHEN ${reachable} THEN now() END, CASE WHEN ${reachable === false} THEN now() END, ${clusterVersion}, ${message}, ${queueDepth}, ${version}, ${watches}::jsonb)
    ON CONFLICT (replica) DO UPDATE SET beat_at = now(), started_at = excluded.started_at, stopped_at = NULL, version = excluded.version, watches = excluded.watches,
      cluster_seen_at = CASE WHEN ${reachable} THEN now() ELSE h.cluster_seen_at END,
      unreachable_since = CASE WHEN ${reachable} THEN NULL WHEN ${reachable === false} THEN coalesce(h.unreachable_since, now()) ELSE h.unreachable_since END,
      cluster_version = coalesce(excluded.cluster_version, h.cluster_version), message = excluded.message, queue_depth = excluded.queue_depth
    RETURNING extract(epoch FROM now())::float8 * 1000 AS at`;
  if (row === undefined) throw new Error('The heartbeat was not written.');
  return row.at;
}

/** Says that the replica has ended in order, and takes those off the list that have been silent for a day. */
export async function endHeartbeat(database: Database, replica: string): Promise<void> {
  await database.$executeRaw`UPDATE provisioner_heartbeat SET stopped_at = now(), queue_depth = 0 WHERE replica = ${replica}`;
  await database.$executeRaw`DELETE FROM provisioner_heartbeat WHERE beat_at < now() - interval '1 day'`;
}

/** Live environments: namespace → id. */
export async function listLiveNamespaces(database: Database): Promise<Map<string, string>> {
  const rows = await database.environment.findMany({
    where: { finalizedAt: null },
    select: { id: true, namespace: true },
  });
  return new Map(rows.map(({ id, namespace }) => [namespace, id]));
}

/** The namespaces of just these environments; those that are final are left out. */
export function readLiveNamespaces(
  database: Database,
  ids: readonly string[],
): Promise<{ id: string; namespace: string }[]> {
  return database.$queryRaw`
    SELECT id, namespace FROM environment WHERE id = ANY(${ids}::uuid[]) AND finalized_at IS NULL`;
}
