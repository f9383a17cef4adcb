import type { EnvironmentSpec, Manifest } from './environment-spec.ts';
import { renderLimitRange } from './limit-range.ts';
import { renderNamespace } from './namespace.ts';
import { renderNetworkPolicies } from './network-policy.ts';
import type { ObservedObject } from './observed-object.ts';
import { renderResourceQuota } from './resource-quota.ts';
import { renderRoleBindings } from './role-binding.ts';
import { renderServiceAccount } from './service-account.ts';
import { grantsUnapproved, opensEverything } from './weakening.ts';

/** Everything the rest of the product knows of a managed kind. */
export interface ManagedKind {
  kind: string;
  apiVersion: string;
  plural: string;
  namespaced: boolean;
  /** Objects of a lower level are written before those of a higher one; within a level in parallel. */
  level: 0 | 1 | 2;
  /** The cluster makes them by itself in each namespace, so that a POST would find one there. */
  preexists: boolean;
  /** Dotted paths that the API server refuses to change: a difference there means replace by delete and create. */
  immutable: readonly string[];
  /** Top-level fields that are ours; the rest of an object belongs to the API server. */
  fields: readonly string[];
  /** Whether an object without our label is drift all the same, because it weakens the environment. */
  weakens: (observed: ObservedObject, desired: readonly Manifest[]) => boolean;
  /** Whether taking it away takes access away, which goes before everything else. */
  grantsAccess: boolean;
  /** Which hand-made changes a pause of healing leaves as they are; never one that gives access which nobody approved. */
  pausable: readonly ('edited' | 'deleted')[];
  verbs: readonly string[];
  render: (spec: EnvironmentSpec) => Manifest[];
}

const verbs = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'] as const;

const both = ['edited', 'deleted'] as const;
const always = () => true;
const never = () => false;

/** The registry: what an environment consists of, in the order in which it is written. RoleBindings come last. */
export const managedKinds: readonly ManagedKind[] = [
  {
    kind: 'Namespace',
    apiVersion: 'v1',
    plural: 'namespaces',
    namespaced: false,
    level: 0,
    preexists: false,
    immutable: [],
    fields: [],
    weakens: never,
    grantsAccess: false,
    pausable: [],
    verbs,
    render: renderNamespace,
  },
  {
    kind: 'NetworkPolicy',
    apiVersion: 'networking.k8s.io/v1',
    plural: 'networkpolicies',
    namespaced: true,
    level: 1,
    preexists: false,
    immutable: [],
    fields: ['spec'],
    weakens: opensEverything,
    grantsAccess: false,
    pausable: both,
    verbs,
    render: renderNetworkPolicies,
  },
  {
    kind: 'ResourceQuota',
    apiVersion: 'v1',
    plural: 'resourcequotas',
    namespaced: true,
    level: 1,
    preexists: false,
    immutable: ['spec.scopes', 'spec.scopeSelector'],
    fields: ['spec'],
    weakens: always,
    grantsAccess: false,
    pausable: both,
    verbs,
    render: renderResourceQuota,
  },
  {
    kind: 'LimitRange',
    apiVersion: 'v1',
    plural: 'limitranges',
    namespaced: true,
    level: 1,
    preexists: false,
    immutable: [],
    fields: ['spec'],
    weakens: always,
    grantsAccess: false,
    pausable: both,
    verbs,
    render: renderLimitRange,
  },
  {
    kind: 'ServiceAccount',
    apiVersion: 'v1',
    plural: 'serviceaccounts',
    namespaced: true,
    level: 1,
    preexists: true,
    immutable: [],
    fields: ['automountServiceAccountToken'],
    weakens: never,
    grantsAccess: false,
    pausable: both,
    verbs,
    render: renderServiceAccount,
  },
  {
    kind: 'RoleBinding',
    apiVersion: 'rbac.authorization.k8s.io/v1',
    plural: 'rolebindings',
    namespaced: true,
    level: 2,
    preexists: false,
    immutable: ['roleRef'],
    fields: ['roleRef', 'subjects'],
    weakens: grantsUnapproved,
    grantsAccess: true,
    pausable: ['deleted'],
    verbs,
    render: renderRoleBindings,
  },
];

/**
 * Whether a write counts only for the object as it was seen: a quota that was sent and not yet arrived must not undo a
 * later, smaller one.
 */
export function isVersioned({ kind }: ManagedKind): boolean {
  return kind === 'ResourceQuota';
}

/** The registry entry of a kind; a kind that is not ours is a programming error. */
export function managedKind(kind: string): ManagedKind {
  const found = managedKinds.find((entry) => entry.kind === kind);
  if (found === undefined) throw new Error(`${kind} is not a managed kind`);
  return found;
}
