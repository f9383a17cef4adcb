import { tenantClusterRoles } from '#lib/domain/role.ts';
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

/** Whether a foreign RoleBinding grants a cluster role that Bailiwick does not hand out. */
export function grantsForeignRole(observed: ObservedObject): boolean {
  const roleRef = observed.roleRef as { kind?: string; name?: string } | undefined;
  return roleRef?.kind === 'ClusterRole' && !tenantClusterRoles.some((role) => role === roleRef.name);
}
