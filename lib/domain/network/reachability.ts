import { type Endpoint, grantsFor, portsOfGrants } from './evaluate.ts';
import type { NetworkState, ObservedPolicy } from './observed-policies.ts';
import type { Direction } from './policy.ts';
import { everyPort, intersectPorts, portsText } from './port-set.ts';
import type { Witness } from './witnesses.ts';

/** Whom a row of the matrix is about. */
export interface NetworkPeer {
  label: string;
  /** Pods or addresses that stand for all of it; one without a name stands for all the others, too. */
  ends: readonly Witness[];
  /** Its own policies, where they may be known; else its side counts as open. */
  state: NetworkState | null;
}

/** Something that may connect. */
export interface ReachLine {
  /** Which pods here, as a selector; empty for every one. */
  pods: string;
  ports: string;
  /** Pods or addresses of the peer that it is about, in words; empty for all of it. */
  part: string[];
  /** The policies of this environment that open it; empty where none closes it. */
  policies: string[];
  /** Whether it is open only because of a policy that the tenant made. */
  byTenant: boolean;
}

/** One row: whom pods here reach, and who reaches them. No line: nothing passes. */
export interface ReachRow {
  peer: string;
  egress: ReachLine[];
  ingress: ReachLine[];
}

/** What the observed policies let pass between the pods here and a peer, in both directions. */
export function reachRow(here: NetworkState, pods: readonly Witness[], peer: NetworkPeer): ReachRow {
  const lines = (direction: Direction) =>
    withoutRepeats(pods.flatMap((pod) => linesOf(here, pod, direction, peer)));
  return { peer: peer.label, egress: lines('egress'), ingress: lines('ingress') };
}

// What a policy of the tenant opens is what is not open with ours alone.
function linesOf(here: NetworkState, pod: Witness, direction: Direction, peer: NetworkPeer): ReachLine[] {
  const ours = here.policies.filter(({ isOurs }) => isOurs);
  const anyway = openLines(ours, pod.end, direction, peer);
  const isOpen = anyway.some(({ ports, part }) => ports === everyPortText && part.length === 0);
  const known = new Set(anyway.map(said));
  return openLines(here.policies, pod.end, direction, peer).map((line) => ({
    ...line,
    pods: pod.who,
    byTenant: !isOpen && !known.has(said(line)),
  }));
}

type OpenLine = Pick<ReachLine, 'ports' | 'part' | 'policies'>;

const everyPortText = portsText(everyPort);
const said = ({ ports, part }: OpenLine) => JSON.stringify([ports, part]);

// One line for each set of ports, with the parts of the peer that it is about.
function openLines(
  policies: readonly ObservedPolicy[],
  self: Endpoint,
  direction: Direction,
  { ends, state }: NetworkPeer,
): OpenLine[] {
  const open = ends.flatMap(({ who, end }) => {
    const passed = passing(policies, self, direction, end, state);
    return passed === null ? [] : [{ who, ...passed }];
  });
  const every = open.find(({ who }) => who === '');
  const groups = Map.groupBy(open, ({ ports }) => ports);
  return [...groups].flatMap(([ports, group]): OpenLine[] => {
    const names = [...new Set(group.flatMap((each) => each.policies))].sort();
    if (every?.ports === ports && every.blocks.length === 0) return [{ ports, part: [], policies: names }];
    const isWhole = group.length === ends.length && group.every(({ blocks }) => blocks.length === 0);
    const part = isWhole ? [] : group.flatMap(({ who, blocks }) => (blocks.length > 0 ? blocks : [who]));
    return [{ ports, part: broadest(part), policies: names }];
  });
}

// Some pods of a namespace are not named beside all of it.
function broadest(parts: readonly string[]): string[] {
  const narrower = (one: string) => parts.some((other) => one.startsWith(`${other}, `));
  return [...new Set(parts.filter((one) => !narrower(one)))].sort();
}

function passing(
  policies: readonly ObservedPolicy[],
  self: Endpoint,
  direction: Direction,
  other: Endpoint,
  state: NetworkState | null,
): { ports: string; blocks: string[]; policies: string[] } | null {
  const grants = grantsFor(policies, self, direction, other);
  const opposite = direction === 'ingress' ? 'egress' : 'ingress';
  const theirs = state === null ? everyPort : portsOfGrants(grantsFor(state.policies, other, opposite, self));
  const ports = intersectPorts(portsOfGrants(grants), theirs);
  if (ports.length === 0) return null;
  const isWhole = grants.some(({ part }) => part.length === 0);
  return {
    ports: portsText(ports),
    blocks: isWhole ? [] : grants.flatMap(({ part }) => part),
    policies: grants.flatMap(({ policy }) => policy?.name ?? []),
  };
}

// A line for some pods that says no more than one for every pod is left out.
function withoutRepeats(lines: readonly ReachLine[]): ReachLine[] {
  const forAll = new Set(lines.filter(({ pods }) => pods === '').map(said));
  return lines.filter((line) => line.pods === '' || !forAll.has(said(line)));
}
