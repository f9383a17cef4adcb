import type { ReplicaState } from './provisioner-views.ts';
import type { ClusterHealth } from './views.ts';

/** A replica whose last sign of life is older than this counts as gone. */
export const heartbeatPatienceMs = 15_000;

/** What is needed of a replica to judge it; times are ISO 8601. */
export interface ReplicaSign {
  beatAt: string;
  ageMs: number;
  clusterSeenAt: string | null;
  unreachableSince: string | null;
  stoppedAt: string | null;
}

/** Whether the replica is at work: it gave a sign of life lately, and did not end in order since. */
export function isAlive({ ageMs, stoppedAt }: { ageMs: number; stoppedAt: unknown }): boolean {
  return stoppedAt === null && ageMs <= heartbeatPatienceMs;
}

/** How a replica does. */
export function replicaState(
  replica: Parameters<typeof isAlive>[0] & { unreachableSince: unknown },
): ReplicaState {
  if (replica.stoppedAt !== null) return 'stopped';
  if (!isAlive(replica)) return 'silent';
  return replica.unreachableSince === null ? 'working' : 'unreachable';
}

/** Whether what the portal shows is current. One replica that sees the cluster is enough. */
export function judgeCluster(replicas: readonly ReplicaSign[]): Omit<ClusterHealth, 'replicas'> {
  const seenAt = latest(replicas.map(({ clusterSeenAt }) => clusterSeenAt));
  const alive = replicas.filter(isAlive);
  if (alive.length === 0)
    return { state: 'no-provisioner', since: latest(replicas.map(({ beatAt }) => beatAt)), seenAt };
  const lost = alive.flatMap(({ unreachableSince }) => unreachableSince ?? []);
  if (lost.length < alive.length) return { state: 'live', since: null, seenAt };
  return { state: 'unreachable', since: lost.sort()[0] ?? null, seenAt };
}

function latest(times: readonly (string | null)[]): string | null {
  return (
    times
      .filter((time) => time !== null)
      .sort()
      .at(-1) ?? null
  );
}
