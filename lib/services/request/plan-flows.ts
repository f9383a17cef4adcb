import type { Queryable } from '#lib/data/client.ts';
import { listNetworkRows, type NetworkRow } from '#lib/data/environment/network-rows.ts';
import { findPlatform } from '#lib/data/platform/platform-rows.ts';
import { type FlowChanges, flowChanges } from '#lib/domain/network/flow-changes.ts';
import { type NetworkState, networkState } from '#lib/domain/network/observed-policies.ts';
import { observedManifests } from '#lib/domain/observed-manifest.ts';
import type { Manifest } from '#lib/provisioner/desired/environment-spec.ts';
import { networkBundleAnnotation, teamLabel } from '#lib/provisioner/desired/ownership.ts';

/**
 * What passes no more and what passes newly once an environment has these objects, beside the team's own policies and its
 * other environments as they were observed; null where nothing was observed of it yet.
 */
export async function flowsOf(
  tx: Queryable,
  teamId: string,
  environmentId: string,
  next: readonly Manifest[],
): Promise<FlowChanges | null> {
  const rows = await listNetworkRows(tx, teamId);
  const here = rows.find(({ id }) => id === environmentId);
  if (here?.observed == null) return null;
  const { settings } = await findPlatform(tx);
  const before = observedIn(here);
  const siblings = rows
    .filter(({ id, observed }) => id !== environmentId && observed !== null)
    .map((other) => ({ label: `Environment ${other.slug}`, state: observedIn(other) }));
  return flowChanges(before, withObjects(before, next), siblings, teamLabel, settings);
}

function observedIn({ namespace, observed }: NetworkRow): NetworkState {
  return networkState(namespace, observedManifests(observed?.objects ?? []), networkBundleAnnotation);
}

// What the team added itself stays as it is.
function withObjects(before: NetworkState, next: readonly Manifest[]): NetworkState {
  const rendered = next.map((manifest) => ({ kind: manifest.kind, name: manifest.metadata.name, manifest }));
  const after = networkState(before.namespace, rendered, networkBundleAnnotation);
  return { ...after, policies: [...after.policies, ...before.policies.filter(({ isOurs }) => !isOurs)] };
}
