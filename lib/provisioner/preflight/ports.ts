import type { ClassSpec } from '#lib/domain/environment-class.ts';
import type { CheckedPod } from '#lib/domain/preflight/pod.ts';
import type { EnvironmentSpec, Manifest } from '../desired/environment-spec.ts';
import type { ManagedKind } from '../desired/managed-kinds.ts';
import type { ObservedObject } from '../desired/observed-object.ts';
import type { ClusterPort } from '../ports.ts';
import type { CountedClaim, CountedPod } from '../status/consumption.ts';

/** A pod as pre-flights look at it: for the rules of classes, and for what it takes of the quota. */
export type PreflightPod = CheckedPod & CountedPod;

/** A volume claim as pre-flights look at it. */
export type PreflightClaim = CountedClaim & { spec: { storageClassName?: string } };

/** What is to be tried. */
export interface PreflightQuestion {
  /** Null for an environment that is not there yet. */
  environmentId: string | null;
  namespace: string;
  namespaceUid: string | null;
  /** The desired state after the change; null where the environment goes away. */
  spec: EnvironmentSpec | null;
  /** The class as the environment follows it now; null where it is not there yet. */
  current: ClassSpec | null;
}

/** The cluster as a pre-flight uses it: every write is a dry run. Failures are the API server's, as errors with a `failure`. */
export interface RehearsalPort extends Pick<ClusterPort, 'observe' | 'findNamespace'> {
  /** Tries a creation; answers the warnings that came with it. */
  tryCreate: (kind: ManagedKind, manifest: Manifest) => Promise<string[]>;
  /** Tries to apply with our field manager and force; answers the warnings that came with it. */
  tryApply: (kind: ManagedKind, manifest: Manifest) => Promise<string[]>;
  /** Tries to delete exactly that object. */
  tryRemove: (kind: ManagedKind, object: ObservedObject) => Promise<void>;
  /** Whether our identity may create that kind in the namespace, there or not, as far as roles say. */
  mayCreate: (kind: ManagedKind, namespace: string) => Promise<boolean>;
  /** The first pods and volume claims of a namespace. */
  listPods: (namespace: string) => Promise<PreflightPod[]>;
  listClaims: (namespace: string) => Promise<PreflightClaim[]>;
}
