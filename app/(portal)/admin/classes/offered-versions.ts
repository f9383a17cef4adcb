import type { Actor } from '#lib/auth/permissions.ts';
import { podSecurityVersions } from '#lib/domain/pod-security-versions.ts';
import { getClusterHealth } from '#lib/services/cluster/get-cluster-health.ts';

/** What a class may pin Pod Security to, by the version of the cluster that a provisioner saw last. */
export async function offeredVersions(actor: Actor): Promise<string[]> {
  const { replicas } = await getClusterHealth(actor);
  return podSecurityVersions(replicas.find(({ clusterVersion }) => clusterVersion)?.clusterVersion ?? null);
}
