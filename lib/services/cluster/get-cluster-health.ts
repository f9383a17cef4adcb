import { type Actor, may } from '#lib/auth/permissions.ts';
import { getDatabase } from '#lib/data/client.ts';
import { type HeartbeatRow, listHeartbeats } from '#lib/data/clusters/heartbeats.ts';
import { judgeCluster, replicaState } from '#lib/domain/cluster-health.ts';
import type { ReplicaView } from '#lib/domain/provisioner-views.ts';
import type { ClusterHealth } from '#lib/domain/views.ts';

/** Whether what the portal shows is current: for everyone signed in. Replicas are named to those who may see the cluster. */
export async function getClusterHealth(actor: Actor): Promise<ClusterHealth> {
  const rows = await listHeartbeats(getDatabase());
  const replicas = rows.map((row) => ({ ...replicaView(row), ageMs: row.ageMs }));
  const shown = may(actor, 'cluster:read') ? rows.map(replicaView) : [];
  return { ...judgeCluster(replicas), replicas: shown };
}

function replicaView({ ageMs, ...row }: HeartbeatRow): ReplicaView {
  return {
    ...row,
    state: replicaState({ ...row, ageMs }),
    startedAt: row.startedAt.toISOString(),
    beatAt: row.beatAt.toISOString(),
    clusterSeenAt: row.clusterSeenAt?.toISOString() ?? null,
    stoppedAt: row.stoppedAt?.toISOString() ?? null,
    unreachableSince: row.unreachableSince?.toISOString() ?? null,
  };
}
