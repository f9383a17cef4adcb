import { managedKind } from './desired/managed-kinds.ts';
import { diffObject } from './diff/diff.ts';
import type { Change } from './diff/plan.ts';
import type { ClusterPort } from './ports.ts';

/**
 * Of changes that would undo what somebody did, those for which the cluster itself, asked past the watches, shows that nobody did
 * anything: the watch is behind what another replica has written. Where it does not answer, nothing is known to be stale.
 */
export async function staleChanges(
  changes: readonly Change[],
  cluster: Pick<ClusterPort, 'refresh'>,
): Promise<Change[]> {
  const found = await Promise.all(changes.map((change) => isStale(change, cluster)));
  return changes.filter((_change, index) => found[index]);
}

async function isStale(change: Change, cluster: Pick<ClusterPort, 'refresh'>): Promise<boolean> {
  if (change.action === 'prune' || change.action === 'enforce') return false;
  const { manifest } = change;
  const newest = await cluster.refresh(managedKind(change.kind), manifest).catch(() => null);
  return newest !== null && diffObject(manifest, newest).length === 0;
}
