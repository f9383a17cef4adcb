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
}

/** Writes the heartbeat by the database's clock; `unreachable_since` keeps the time of the first failure. */
export async function beat(database: Database, heartbeat: Heartbeat): Promise<void> {
  const { replica, startedAt, reachable, clusterVersion, message, queueDepth } = heartbeat;
  await database.$executeRaw`
    INSERT INTO provisioner_heartbeat AS h (replica, started_at, beat_at, cluster_seen_at, unreachable_since, cluster_version, message, queue_depth)
    VALUES (${replica}, ${startedAt}, now(), CASE WHEN ${reachable} THEN now() END, CASE WHEN ${reachable === false} THEN now() END, ${clusterVersion}, ${message}, ${queueDepth})
    ON CONFLICT (replica) DO UPDATE SET beat_at = now(),
      cluster_seen_at = CASE WHEN ${reachable} THEN now() ELSE h.cluster_seen_at END,
      unreachable_since = CASE WHEN ${reachable} THEN NULL WHEN ${reachable === false} THEN coalesce(h.unreachable_since, now()) ELSE h.unreachable_since END,
      cluster_version = coalesce(excluded.cluster_version, h.cluster_version), message = excluded.message, queue_depth = excluded.queue_depth`;
}

/** Takes the replica off the list: at a graceful end, and for those silent for a day. */
export async function removeHeartbeat(database: Database, replica: string): Promise<void> {
  await database.$executeRaw`DELETE FROM provisioner_heartbeat WHERE replica = ${replica} OR beat_at < now() - interval '1 day'`;
}

/** Live environments: namespace → id. */
export async function listLiveNamespaces(database: Database): Promise<Map<string, string>> {
  const rows = await database.environment.findMany({
    where: { finalizedAt: null },
    select: { id: true, namespace: true },
  });
  return new Map(rows.map(({ id, namespace }) => [namespace, id]));
}
