import type { Condition, ObjectStatus } from '#lib/domain/condition.ts';
import type { ObservedManifest } from '#lib/domain/observed-manifest.ts';
import type { EnvironmentSpec, Manifest } from './desired/environment-spec.ts';
import type { ManagedKind } from './desired/managed-kinds.ts';
import type { ObservedObject } from './desired/observed-object.ts';
import type { Drift } from './diff/drift.ts';
import type { Observed } from './diff/plan.ts';
import type { PassResult } from './status/pass-result.ts';

/** One environment as a pass gets it, under a lease. */
export interface Claim {
  spec: EnvironmentSpec;
  generation: number;
  /** The generation of the last pass. */
  observedGeneration: number;
  /** Grows with every claim of the row; a save with an older one is refused. */
  fence: bigint;
  namespaceUid: string | null;
  /** What has to be freed in the team's budget before all of the quota can be written; null when nothing has. */
  waitsFor: string | null;
  conditions: readonly Condition[];
  objects: readonly ObjectStatus[];
  /** The tenant's own NetworkPolicies as the last pass saved them. */
  foreignPolicies: readonly ObservedManifest[];
  attempts: number;
  everReady: boolean;
  /** Whether an admin wants hand-made changes left as they are for now. */
  healingPaused: boolean;
  /** ISO time from which the namespace has to go; null while it stays. */
  deleteAt: string | null;
}

/** What a pass writes, at once and fenced. */
export interface PassRecord {
  /** What it came to. */
  result: PassResult['outcome'];
  conditions: Condition[];
  objects: ObjectStatus[];
  /** The managed objects as they are in the cluster; null where the pass did not get to look. */
  observed: ObservedManifest[] | null;
  namespaceUid: string | null;
  attempts: number;
  /** Milliseconds; null when nothing has to be done until somebody changes something. */
  nextAttemptInMs: number | null;
  drift: Drift[];
  /** Objects of a contest that were put back once more; told before. */
  contested: Pick<Drift, 'kind' | 'name'>[];
  /** The quota was seen in the cluster as the spec says, with its revision. */
  quotaSeen: boolean;
  becameReady: boolean;
  /** The namespace is gone for good: the name is free again. */
  finalized: boolean;
}

/** The cluster as a pass uses it. Reads come from the watch cache, except `findNamespace`. */
export interface ClusterPort {
  observe: (namespace: string) => { namespace: ObservedObject | null; objects: Observed };
  findNamespace: (name: string) => Promise<ObservedObject | null>;
  create: (kind: ManagedKind, manifest: Manifest) => Promise<ObservedObject>;
  /** With a version, only what is still that version is changed; another one is a conflict. */
  apply: (kind: ManagedKind, manifest: Manifest, resourceVersion?: string) => Promise<ObservedObject>;
  /** The object as it is now, past the cache; null where it is gone. */
  refresh: (kind: ManagedKind, manifest: Manifest) => Promise<ObservedObject | null>;
  replace: (kind: ManagedKind, manifest: Manifest, resourceVersion: string) => Promise<ObservedObject>;
  /** What takes of a quota key in a namespace, as "pod web-1": pods, volume claims, or nothing that has a name. */
  listUsers: (namespace: string, key: string) => Promise<string[]>;
  /** Writes the first status of a quota just made, so that it is enforced at once. */
  enforceQuota: (quota: ObservedObject) => Promise<void>;
  remove: (kind: ManagedKind, object: ObservedObject) => Promise<void>;
}

/** Time, injected. */
export interface Clock {
  now: () => Date;
  /** 0…1, for jitter. */
  spread: () => number;
}
