import { tenantClusterRoles } from '#lib/domain/role.ts';
import type { Manifest } from './environment-spec.ts';
import type { ObservedObject } from './observed-object.ts';

interface Rule {
  from?: Peer[];
  to?: Peer[];
}
interface Peer {
  podSelector?: object;
  namespaceSelector?: Selector;
  ipBlock?: { cidr?: string };
}
interface Selector {
  matchLabels?: object;
  matchExpressions?: unknown[];
}

/** Whether a foreign NetworkPolicy opens a whole direction: policies add up, so one such undoes default-deny. */
export function opensEverything(observed: ObservedObject): boolean {
  const spec = observed.spec as { ingress?: Rule[]; egress?: Rule[] } | undefined;
  return [...(spec?.ingress ?? []), ...(spec?.egress ?? [])].some((rule) => {
    const peers = rule.from ?? rule.to ?? [];
    return peers.length === 0 || peers.some(isEverybody);
  });
}

function isEverybody(peer: Peer): boolean {
  if (peer.ipBlock) return peer.ipBlock.cidr === '0.0.0.0/0' || peer.ipBlock.cidr === '::/0';
  return peer.namespaceSelector !== undefined && isEmptySelector(peer.namespaceSelector);
}

function isEmptySelector(selector: Selector): boolean {
  return (
    Object.keys(selector.matchLabels ?? {}).length === 0 && (selector.matchExpressions ?? []).length === 0
  );
}

interface Binding {
  roleRef?: { kind?: string; name?: string };
  subjects?: { kind?: string; name?: string; namespace?: string }[];
}

/**
 * Whether a foreign RoleBinding gives access that nobody approved: a cluster role that this environment does not hand
 * out, or anything to somebody who is not a member. So what a tenant passed on goes when the class stops allowing it
 * or the person leaves the team.
 */
export function grantsUnapproved(observed: ObservedObject, desired: readonly Manifest[]): boolean {
  const ours = desired.filter(({ kind }) => kind === 'RoleBinding') as Binding[];
  const { roleRef, subjects = [] } = observed as Binding;
  const handedOut = [...tenantClusterRoles, ...ours.map((binding) => binding.roleRef?.name)];
  if (roleRef?.kind === 'ClusterRole' && !handedOut.some((name) => name === roleRef.name)) return true;
  const members = new Set(ours.flatMap((binding) => (binding.subjects ?? []).map(({ name }) => name)));
  const ownAccounts = `system:serviceaccount:${observed.metadata.namespace ?? ''}:`;
  return subjects.some(({ kind, name = '', namespace }) => {
    if (kind === 'ServiceAccount') return namespace !== observed.metadata.namespace;
    return kind !== 'User' || !(members.has(name) || name.startsWith(ownAccounts));
  });
}
