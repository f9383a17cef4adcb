import {
  type LabelSelector,
  type NetworkPolicy,
  type Peer,
  type PolicyPort,
  type Protocol,
  protocols,
} from './policy.ts';

// The rules of the specification once more, written as naively as possible: everything is spelt out as sets of
// concrete pods, addresses and port numbers of a very small world, and nothing is shared with the evaluator.

/** A pod or an address outside, with the last byte of its address in 10.0.0.0/24. */
export interface Thing {
  id: string;
  last: number;
  pod: {
    namespace: string;
    namespaceLabels: Record<string, string>;
    labels: Record<string, string>;
    ports: { name: string; protocol: string; port: number }[];
  } | null;
}

const portNumbers = [1, 2, 3, 4, 5, 6];

/** One connection that may be tried. */
export interface Attempt<End> {
  source: End;
  target: End;
  protocol: Protocol;
  port: number;
}

/** Every source, target, protocol and port of a world. */
export function everyAttempt<End>(ends: readonly End[]): Attempt<End>[] {
  return ends.flatMap((source) =>
    ends.flatMap((target) =>
      protocols.flatMap((protocol) => portNumbers.map((port) => ({ source, target, protocol, port }))),
    ),
  );
}

/** How a connection is called in comparisons. */
export function nameOf({ source, target, protocol, port }: Attempt<{ id: string }>): string {
  return `${source.id}>${target.id}/${protocol}/${port}`;
}

/** The names of all allowed connections. */
export function allowedConnections(policies: readonly NetworkPolicy[], world: readonly Thing[]): Set<string> {
  const allowed = everyAttempt(world).filter(
    (attempt) =>
      attempt.source.id === attempt.target.id ||
      (leaves(policies, attempt, world) && arrives(policies, attempt, world)),
  );
  return new Set(allowed.map(nameOf));
}

function leaves(
  policies: readonly NetworkPolicy[],
  attempt: Attempt<Thing>,
  world: readonly Thing[],
): boolean {
  const closing = policies.filter(
    (policy) => selects(policy, attempt.source, world) && typesOf(policy).has('Egress'),
  );
  const rules = closing.flatMap(({ namespace, spec }) =>
    (spec.egress ?? []).map(({ to, ports }) => ({ namespace, peers: to ?? [], ports: ports ?? [] })),
  );
  return closing.length === 0 || rules.some((rule) => opens(rule, attempt.target, attempt, world));
}

function arrives(
  policies: readonly NetworkPolicy[],
  attempt: Attempt<Thing>,
  world: readonly Thing[],
): boolean {
  const closing = policies.filter(
    (policy) => selects(policy, attempt.target, world) && typesOf(policy).has('Ingress'),
  );
  const rules = closing.flatMap(({ namespace, spec }) =>
    (spec.ingress ?? []).map(({ from, ports }) => ({ namespace, peers: from ?? [], ports: ports ?? [] })),
  );
  return closing.length === 0 || rules.some((rule) => opens(rule, attempt.source, attempt, world));
}

function selects({ namespace, spec }: NetworkPolicy, thing: Thing, world: readonly Thing[]): boolean {
  return podsOf(world, (pod) => pod.namespace === namespace, spec.podSelector ?? {}).has(thing.id);
}

function typesOf({ spec }: NetworkPolicy): Set<string> {
  if (spec.policyTypes && spec.policyTypes.length > 0) return new Set(spec.policyTypes);
  return new Set(['Ingress', ...((spec.egress ?? []).length > 0 ? ['Egress'] : [])]);
}

function opens(
  { namespace, peers, ports }: { namespace: string; peers: readonly Peer[]; ports: readonly PolicyPort[] },
  other: Thing,
  { target, protocol, port }: Attempt<Thing>,
  world: readonly Thing[],
): boolean {
  const who = peers.map((peer) => members(peer, namespace, world));
  const isMeant = peers.length === 0 || who.some((ids) => ids.has(other.id));
  return isMeant && numbers(ports, protocol, target).has(port);
}

function members(peer: Peer, home: string, world: readonly Thing[]): Set<string> {
  const { ipBlock, namespaceSelector } = peer;
  if (ipBlock) {
    const closed = new Set((ipBlock.except ?? []).flatMap((range) => [...lastBytes(range)]));
    const inside = new Set([...lastBytes(ipBlock.cidr)].filter((one) => !closed.has(one)));
    return new Set(world.filter(({ last }) => inside.has(last)).map(({ id }) => id));
  }
  const isThere = (pod: NonNullable<Thing['pod']>) =>
    namespaceSelector ? holds(namespaceSelector, pod.namespaceLabels) : pod.namespace === home;
  return podsOf(world, isThere, peer.podSelector ?? {});
}

function podsOf(
  world: readonly Thing[],
  where: (pod: NonNullable<Thing['pod']>) => boolean,
  selector: LabelSelector,
): Set<string> {
  return new Set(
    world.filter(({ pod }) => pod !== null && where(pod) && holds(selector, pod.labels)).map(({ id }) => id),
  );
}

function holds(selector: LabelSelector, labels: Record<string, string>): boolean {
  const pairs = new Set(Object.entries(labels).map(([key, value]) => `${key}=${value}`));
  const wanted = Object.entries(selector.matchLabels ?? {}).map(([key, value]) => `${key}=${value}`);
  const broken = (selector.matchExpressions ?? []).filter(({ key, operator, values }) => {
    const listed = (values ?? []).filter((value) => pairs.has(`${key}=${value}`)).length > 0;
    const there = Object.keys(labels).includes(key);
    return { In: !listed, NotIn: listed, Exists: !there, DoesNotExist: there }[operator];
  });
  return wanted.every((pair) => pairs.has(pair)) && broken.length === 0;
}

function numbers(ports: readonly PolicyPort[], protocol: string, target: Thing): Set<number> {
  if (ports.length === 0) return new Set(portNumbers);
  const mine = ports.filter((entry) => (entry.protocol ?? 'TCP') === protocol);
  const named = target.pod?.ports.filter((one) => one.protocol === protocol) ?? [];
  return new Set(
    portNumbers.filter((number) =>
      mine.some(({ port, endPort }) => {
        if (typeof port === 'string') return named.some((one) => one.name === port && one.port === number);
        return (port ?? null) === null || (number >= Number(port) && number <= Number(endPort ?? port));
      }),
    ),
  );
}

// Ranges of this world all lie in 10.0.0.0/24 or hold it.
function lastBytes(cidr: string): Set<number> {
  const [address = '', length = ''] = cidr.split('/');
  const first = Number(address.split('.')[3]);
  const size = Number(length) <= 24 ? 256 : 2 ** (32 - Number(length));
  return new Set(Array.from({ length: size }, (_, at) => first + at));
}
