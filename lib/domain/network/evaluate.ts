import { type Cidr, countOutside, intersectCidrs, parseCidr } from './cidr.ts';
import { type Direction, directionsOf, type NetworkPolicy, type Peer, rulesOf } from './policy.ts';
import { everyPort, intersectPorts, joinPorts, type NamedPort, type PortRange, portsOf } from './port-set.ts';
import { type Labels, matchesLabels } from './selector.ts';

/** Addresses without some of them, as an `ipBlock` says it. */
export interface Block {
  cidr: Cidr;
  except: readonly Cidr[];
}

/** One end of a connection. Where an address is not known, `addresses` are all that it may have. */
export interface Endpoint {
  addresses: readonly Block[];
  /** Null outside of the cluster, and for pods on the host network: policies neither hold nor select those. */
  pod: {
    namespace: string;
    namespaceLabels: Labels;
    labels: Labels;
    ports: readonly NamedPort[] | null;
  } | null;
}

/** What lets a connection pass on one side. `policy` is null where no policy selects the pod, so that all is open. */
export interface Grant {
  policy: NetworkPolicy | null;
  ports: PortRange[];
  /** Blocks of addresses that the rule names where it holds for a part of the peer only; else empty. */
  part: string[];
}

/** What the policies of `self` allow it in one direction with `peer`; policies of other namespaces say nothing. */
export function grantsFor(
  policies: readonly NetworkPolicy[],
  self: Endpoint,
  direction: Direction,
  peer: Endpoint,
): Grant[] {
  const { pod } = self;
  const open = [{ policy: null, ports: [...everyPort], part: [] }];
  if (pod === null) return open;
  const holding = policies.filter(
    ({ namespace, spec }) =>
      namespace === pod.namespace &&
      directionsOf(spec).includes(direction) &&
      matchesLabels(spec.podSelector ?? {}, pod.labels),
  );
  if (holding.length === 0) return open;
  const named = direction === 'ingress' ? pod.ports : (peer.pod?.ports ?? (peer.pod === null ? [] : null));
  return holding.flatMap((policy) =>
    rulesOf(policy.spec, direction).flatMap(({ peers, ports }) => {
      const part = peers.length === 0 ? [] : matchedPart(peers, policy.namespace, peer);
      const allowed = portsOf(ports, named);
      return part === null || allowed.length === 0 ? [] : [{ policy, ports: allowed, part }];
    }),
  );
}

// Peers of one rule are alternatives. Null: none fits; empty: one fits wholly; else the blocks that fit in part.
function matchedPart(peers: readonly Peer[], home: string, endpoint: Endpoint): string[] | null {
  const parts: string[] = [];
  for (const peer of peers) {
    const matched = peer.ipBlock ? matchBlock(peer.ipBlock, endpoint) : matchesPod(peer, home, endpoint);
    if (matched === true) return [];
    if (matched !== false) parts.push(matched);
  }
  return parts.length === 0 ? null : parts;
}

// Within one peer both selectors must fit; without a namespaceSelector it means the policy's own namespace.
function matchesPod({ podSelector, namespaceSelector }: Peer, home: string, { pod }: Endpoint): boolean {
  if (pod === null || (!podSelector && !namespaceSelector)) return false;
  const isThere = namespaceSelector
    ? matchesLabels(namespaceSelector, pod.namespaceLabels)
    : pod.namespace === home;
  return isThere && matchesLabels(podSelector ?? {}, pod.labels);
}

function matchBlock(
  { cidr, except }: { cidr: string; except?: string[] | null | undefined },
  { addresses }: Endpoint,
): boolean | string {
  const range = parseCidr(cidr);
  if (range === null) return false;
  const closed = (except ?? []).flatMap((text) => parseCidr(text) ?? []);
  const found = addresses.map((block) => {
    const both = intersectCidrs(range, block.cidr);
    const all = countOutside(block.cidr, block.except);
    return { all, fits: both === null ? 0n : countOutside(both, [...closed, ...block.except]) };
  });
  if (found.every(({ fits }) => fits === 0n)) return false;
  return found.every(({ all, fits }) => fits === all) || cidr;
}

/** The ports on which `source` reaches `target`: both sides must allow it, and nothing keeps a pod from itself. */
export function reachablePorts(
  policies: readonly NetworkPolicy[],
  source: Endpoint,
  target: Endpoint,
): PortRange[] {
  if (source === target) return [...everyPort];
  return intersectPorts(
    portsOfGrants(grantsFor(policies, source, 'egress', target)),
    portsOfGrants(grantsFor(policies, target, 'ingress', source)),
  );
}

/** All ports of some grants together. */
export function portsOfGrants(grants: readonly Grant[]): PortRange[] {
  return joinPorts(grants.flatMap(({ ports }) => ports));
}
