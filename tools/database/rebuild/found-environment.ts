import type { ResourceAmounts } from '#lib/domain/environment-class.ts';
import { splitNamespaceName } from '#lib/domain/name.ts';
import { type GrantedClusterRole, grantedClusterRoles } from '#lib/domain/role.ts';
import type { ObservedObject } from '#lib/provisioner/desired/observed-object.ts';
import {
  classLabel,
  environmentIdAnnotation,
  environmentLabel,
  managedByLabel,
  managedByValue,
  quotaRevisionAnnotation,
  teamLabel,
} from '#lib/provisioner/desired/ownership.ts';
import { roleBindingName } from '#lib/provisioner/desired/role-binding.ts';
import { namespaceOwnership } from '#lib/provisioner/diff/ownership-of-namespace.ts';
import type { Observed } from '#lib/provisioner/diff/plan.ts';

/** A namespace that says that it is ours, with all objects of managed kinds in it. */
export interface NamespaceView {
  namespace: ObservedObject;
  objects: Observed;
}

/** An environment as the cluster tells of it. */
export interface FoundEnvironment extends NamespaceView {
  id: string;
  team: { slug: string; name: string };
  slug: string;
  className: string;
  classVersion: number;
  /** The name of who approved it; null where a rule did. */
  approvedBy: string | null;
  /** ISO 8601. */
  createdAt: string;
  hard: ResourceAmounts;
  quotaRevision: number;
  /** Who is bound to what, as the bindings name him. */
  bound: ReadonlyMap<string, readonly GrantedClusterRole[]>;
}

/** A namespace that is left as it is, and why. */
export interface LeftOut {
  namespace: string;
  why: string;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Reads what a namespace and its objects say. What does not prove to be made by the provisioner is left out. */
export function readFound(view: NamespaceView): FoundEnvironment | LeftOut {
  const { name, annotations = {} } = view.namespace.metadata;
  const id = annotations[environmentIdAnnotation] ?? '';
  const why = problemOf(view.namespace, id);
  if (why !== null) return { namespace: name, why };
  const parts = splitNamespaceName(name);
  const quota = view.objects.get('ResourceQuota')?.find((each) => each.metadata.name === 'bailiwick');
  const hard = (quota?.spec as { hard?: ResourceAmounts } | undefined)?.hard;
  if (parts === null || hard === undefined) return { namespace: name, why: 'its quota is missing' };
  return {
    ...view,
    ...labelsOf(view.namespace),
    id,
    team: { slug: parts.team, name: annotations['bailiwick.dev/team-name'] ?? parts.team },
    slug: parts.environment,
    hard,
    quotaRevision: Number(quota?.metadata.annotations?.[quotaRevisionAnnotation]) || 0,
    bound: boundIn(view.objects.get('RoleBinding') ?? []),
  };
}

function problemOf(namespace: ObservedObject, id: string): string | null {
  if (!uuid.test(id)) return 'it does not say which environment it is';
  // The rule by which a pass recognises a namespace that it made and could not write down.
  const ownership = namespaceOwnership(namespace, null, id);
  if (ownership === 'terminating') return 'it is being deleted';
  if (ownership !== 'ours') return 'it was not made by the provisioner';
  const { name, labels = {} } = namespace.metadata;
  const parts = splitNamespaceName(name);
  const isAgreed = parts?.team === labels[teamLabel] && parts?.environment === labels[environmentLabel];
  return parts !== null && isAgreed ? null : 'its name and its labels do not agree';
}

function labelsOf({ metadata }: ObservedObject) {
  const { labels = {}, annotations = {} } = metadata;
  const approvedBy = annotations['bailiwick.dev/approved-by'] ?? 'automatic';
  return {
    className: labels[classLabel] ?? '',
    classVersion: Number(annotations['bailiwick.dev/class-version']) || 1,
    approvedBy: approvedBy === 'automatic' ? null : approvedBy,
    createdAt: (metadata as { creationTimestamp?: string }).creationTimestamp ?? new Date(0).toISOString(),
  };
}

function boundIn(bindings: readonly ObservedObject[]): Map<string, GrantedClusterRole[]> {
  const bound = new Map<string, GrantedClusterRole[]>();
  for (const binding of bindings) {
    const { roleRef, subjects = [] } = binding as {
      roleRef?: { kind: string; name: string };
      subjects?: { kind: string; name: string }[];
    };
    const role = grantedClusterRoles.find((each) => roleRef?.kind === 'ClusterRole' && each === roleRef.name);
    if (role === undefined || !isOurs(binding, role)) continue;
    for (const { kind, name } of subjects)
      if (kind === 'User') bound.set(name, [...(bound.get(name) ?? []), role]);
  }
  return bound;
}

// Tenants pass on what they hold by bindings of their own, which say nothing of who is a member.
function isOurs({ metadata }: ObservedObject, role: GrantedClusterRole): boolean {
  return metadata.labels?.[managedByLabel] === managedByValue && metadata.name === roleBindingName(role);
}
