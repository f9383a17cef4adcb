import type { Condition, ObjectStatus } from '#lib/domain/condition.ts';
import type { EnvironmentSpec, Manifest } from './desired/environment-spec.ts';
import type { ManagedKind } from './desired/managed-kinds.ts';
import type { ObservedObject } from './desired/observed-object.ts';
import type { Drift } from './diff/drift.ts';
import type { Observed } from './diff/plan.ts';

/** One environment as a pass gets it, under a lease. */
export interface Claim {
  spec: EnvironmentSpec;
  generation: number;
  /** Grows with every claim of the row; a save with an older one is refused. */
  fence: bigint;
  namespaceUid: string | null;
  conditions: readonly Condition[];
  objects: readonly ObjectStatus[];
  attempts: number;
  everReady: boolean;
  /** ISO time from which the namespace has to go; null while it stays. */
  deleteAt: string | null;
}

/** What a pass writes, at once and fenced. */
export interface PassRecord {
  conditions: Condition[];
  objects: ObjectStatus[];
  namespaceUid: string | null;
  attempts: number;
  nextAttemptInMs: number;
  drift: Drift[];
  becameReady: boolean;
  /** The namespace is gone for good: the name is free again. */
  finalized: boolean;
}

/** The cluster as a pass uses it. Reads come from the watch cache, except `findNamespace`. */
export interface ClusterPort {
  observe: (namespace: string) => { namespace: ObservedObject | null; objects: Observed };
  findNamespace: (name: string) => Promise<ObservedObject | null>;
  create: (kind: ManagedKind, manifest: Manifest) => Promise<ObservedObject>;
  apply: (kind: ManagedKind, manifest: Manifest) => Promise<ObservedObject>;
  replace: (kind: ManagedKind, manifest: Manifest, resourceVersion: string) => Promise<ObservedObject>;
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
