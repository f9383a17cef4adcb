import type { CheckOutcome, CheckSection } from '#lib/domain/conformance.ts';
import type { ClassSpec } from '#lib/domain/environment-class.ts';
import type { ObservedObject } from '#lib/provisioner/desired/observed-object.ts';

/** A write that is only tried, with `dryRun=All`, in the namespace under test. */
export interface DryRun {
  method: 'POST' | 'PATCH' | 'DELETE';
  /** Under the namespace: `pods`, `networkpolicies/default-deny`. */
  resource: string;
  /** `v1`, `apps/v1` … */
  apiVersion: string;
  body?: Record<string, unknown>;
}

/** What the API server said to a dry run; the message is its own. */
export type Answer = { admitted: true } | { admitted: false; message: string };

/** Somebody whom a RoleBinding of the namespace names. */
export interface Subject {
  kind: 'User' | 'Group' | 'ServiceAccount';
  name: string;
}

/** A question to the authorizer about a subject; without a namespace it is about the whole cluster. */
export interface Review {
  subject: Subject;
  verb: string;
  group: string;
  resource: string;
  subresource?: string;
  name?: string;
  namespace?: string;
}

/** What a run reads once before it begins. */
export interface ObservedEnvironment {
  quotas: readonly ObservedObject[];
  networkPolicies: readonly ObservedObject[];
  roleBindings: readonly ObservedObject[];
  storageClasses: readonly ObservedObject[];
  /** All namespaces of the cluster: whom this one must not reach. */
  namespaces: readonly ObservedObject[];
}

/** Everything that a check may use: facts, and two ways of asking the real API server. */
export interface CheckContext {
  namespace: string;
  spec: ClassSpec;
  observed: ObservedEnvironment;
  /** As the synthetic tenant; rejects when the API server gives no answer to judge. */
  dryRun: (attempt: DryRun) => Promise<Answer>;
  allowed: (review: Review) => Promise<boolean>;
}

/** What a check found, without its name. */
export interface Finding {
  outcome: CheckOutcome;
  reason: string;
  evidence: string[];
}

/** One of the 23 checks of the multi-tenancy benchmarks. */
export interface Check {
  id: string;
  title: string;
  section: CheckSection;
  /** What a pass means for the tenant and his neighbours. */
  proves: string;
  /** How it is found out. */
  how: string;
  run: (context: CheckContext) => Promise<Finding>;
}
