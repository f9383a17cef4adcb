import type { EnvironmentSpec, Manifest } from './environment-spec.ts';
import { renderLimitRange } from './limit-range.ts';
import { renderNamespace } from './namespace.ts';
import { renderNetworkPolicies } from './network-policy.ts';
import type { ObservedObject } from './observed-object.ts';
import { renderResourceQuota } from './resource-quota.ts';
import { renderRoleBindings } from './role-binding.ts';
import { renderServiceAccount } from './service-account.ts';
import { grantsForeignRole, opensEverything } from './weakening.ts';

/** Everything the rest of the product knows of a managed kind. */
export interface ManagedKind {
  kind: string;
  apiVersion: string;
  plural: string;
  namespaced: boolean;
  /** Objects of a lower level are written before those of a higher one; within a level in parallel. */
  level: 0 | 1 | 2;
  /** Dotted paths that the API server refuses to change: a difference there means replace by delete and create. */
  immutable: readonly string[];
  /** Top-level fields that are ours; the rest of an object belongs to the API server. */
  fields: readonly string[];
  /** Whether an object without our label is drift all the same, because it weakens the environment. */
  weakens: (observed: ObservedObject) => boolean;
  verbs: readonly string[];
  render: (spec: EnvironmentSpec) => Manifest[];
}

const verbs = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'] as const;

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
    immutable: [],
    fields: [],
    weakens: never,
    verbs,
    render: renderNamespace,
  },
  {
    kind: 'NetworkPolicy',
    apiVersion: 'networking.k8s.io/v1',
    plural: 'networkpolicies',
    namespaced: true,
    level: 1,
    immutable: [],
    fields: ['spec'],
    weakens: opensEverything,
    verbs,
    render: renderNetworkPolicies,
  },
  {
    kind: 'ResourceQuota',
    apiVersion: 'v1',
    plural: 'resourcequotas',
    namespaced: true,
    level: 1,
    immutable: ['spec.scopes', 'spec.scopeSelector'],
    fields: ['spec'],
    weakens: always,
    verbs,
    render: renderResourceQuota,
  },
  {
    kind: 'LimitRange',
    apiVersion: 'v1',
    plural: 'limitranges',
    namespaced: true,
    level: 1,
    immutable: [],
    fields: ['spec'],
    weakens: always,
    verbs,
    render: renderLimitRange,
  },
  {
    kind: 'ServiceAccount',
    apiVersion: 'v1',
    plural: 'serviceaccounts',
    namespaced: true,
    level: 1,
    immutable: [],
    fields: ['automountServiceAccountToken'],
    weakens: never,
    verbs,
    render: renderServiceAccount,
  },
  {
    kind: 'RoleBinding',
    apiVersion: 'rbac.authorization.k8s.io/v1',
    plural: 'rolebindings',
    namespaced: true,
    level: 2,
    immutable: ['roleRef'],
    fields: ['roleRef', 'subjects'],
    weakens: grantsForeignRole,
    verbs,
    render: renderRoleBindings,
  },
];

/** The registry entry of a kind; a kind that is not ours is a programming error. */
export function managedKind(kind: string): ManagedKind {
  const found = managedKinds.find((entry) => entry.kind === kind);
  if (found === undefined) throw new Error(`${kind} is not a managed kind`);
  return found;
}
