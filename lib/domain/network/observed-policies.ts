import type { ObservedManifest } from '../observed-manifest.ts';
import { type NetworkPolicy, policySpecSchema } from './policy.ts';
import type { Labels } from './selector.ts';

/** A NetworkPolicy as it was observed. */
export interface ObservedPolicy extends NetworkPolicy {
  /** Whether it is one of the desired state; else a tenant made it. */
  isOurs: boolean;
}

/** What decides about an environment's connections, as it was observed. */
export interface NetworkState {
  namespace: string;
  labels: Labels;
  policies: ObservedPolicy[];
  /** Versions of the profile's policies that were found, like `team.v2`; more than one while they are rolled out. */
  bundles: string[];
  /** Whether every policy could be read; otherwise more may be open or closed than can be told. */
  isComplete: boolean;
}

/** Reads the network's part of what was observed of an environment. */
export function networkState(
  namespace: string,
  objects: readonly ObservedManifest[],
  bundleAnnotation: string,
): NetworkState {
  const found = objects.filter(({ kind }) => kind === 'NetworkPolicy');
  const policies = found.flatMap(({ name, manifest }): ObservedPolicy[] => {
    const spec = policySpecSchema.safeParse(manifest?.spec);
    const isOurs = manifest?.metadata.annotations?.[bundleAnnotation] !== undefined;
    return spec.success ? [{ namespace, name, spec: spec.data, isOurs }] : [];
  });
  const bundles = found.flatMap(({ manifest }) => manifest?.metadata.annotations?.[bundleAnnotation] ?? []);
  const home = objects.find(({ kind }) => kind === 'Namespace')?.manifest?.metadata.labels;
  return {
    namespace,
    labels: { ...home, 'kubernetes.io/metadata.name': namespace },
    policies,
    bundles: [...new Set(bundles)].sort(),
    isComplete: policies.length === found.length,
  };
}
