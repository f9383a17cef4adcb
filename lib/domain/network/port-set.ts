import { type PolicyPort, type Protocol, protocols } from './policy.ts';

/** A run of ports, or one known by name only because the pods behind it are not known. */
export type PortRange =
  | { protocol: Protocol; from: number; to: number }
  | { protocol: Protocol; name: string };

/** A port that a container names. */
export interface NamedPort {
  name: string;
  protocol: Protocol;
  port: number;
}

const last = 65_535;

export const everyPort: readonly PortRange[] = protocols.map((protocol) => ({ protocol, from: 1, to: last }));

/**
 * The ports that a rule's list allows; an empty list allows every one. Names are looked up in the pod that is
 * connected to: `named` are its ports, null where they are not known, and an unknown name allows nothing.
 */
export function portsOf(list: readonly PolicyPort[], named: readonly NamedPort[] | null): PortRange[] {
  if (list.length === 0) return [...everyPort];
  return list.flatMap(({ protocol, port, endPort }): PortRange[] => {
    const by = protocol ?? 'TCP';
    if (port === null || port === undefined) return [{ protocol: by, from: 1, to: last }];
    if (typeof port === 'number') return [{ protocol: by, from: port, to: endPort ?? port }];
    if (named === null) return [{ protocol: by, name: port }];
    return named
      .filter((one) => one.name === port && one.protocol === by)
      .map((one) => ({ protocol: by, from: one.port, to: one.port }));
  });
}

/** The ports of both. A name may be any port of its protocol, so it stays where the other side has some. */
export function intersectPorts(one: readonly PortRange[], other: readonly PortRange[]): PortRange[] {
  return joinPorts(one.flatMap((a) => other.flatMap((b) => meet(a, b))));
}

function meet(a: PortRange, b: PortRange): PortRange[] {
  if (a.protocol !== b.protocol) return [];
  if ('name' in a) return 'name' in b && a.name !== b.name ? [] : [a];
  if ('name' in b) return [b];
  const [from, to] = [Math.max(a.from, b.from), Math.min(a.to, b.to)];
  return from > to ? [] : [{ protocol: a.protocol, from, to }];
}

/** The same ports in their shortest form: by protocol, joined where they touch, names last. */
export function joinPorts(ports: readonly PortRange[]): PortRange[] {
  return protocols.flatMap((protocol) => {
    const mine = ports.filter((range) => range.protocol === protocol);
    const joined = joinRanges(mine.flatMap((range) => ('name' in range ? [] : [range])));
    if (joined.some(({ from, to }) => from === 1 && to === last)) return joined;
    const names = new Set(mine.flatMap((range) => ('name' in range ? [range.name] : [])));
    return [...joined, ...[...names].sort().map((name) => ({ protocol, name }))];
  });
}

function joinRanges<Range extends { from: number; to: number }>(ranges: readonly Range[]): Range[] {
  const joined: Range[] = [];
  for (const range of ranges.toSorted((a, b) => a.from - b.from)) {
    const before = joined.at(-1);
    if (before && range.from <= before.to + 1)
      joined[joined.length - 1] = { ...before, to: Math.max(before.to, range.to) };
    else joined.push(range);
  }
  return joined;
}

/** Whether a connection to that port is among them; by number only. */
export function hasPort(ports: readonly PortRange[], protocol: Protocol, port: number): boolean {
  return ports.some(
    (range) => !('name' in range) && range.protocol === protocol && range.from <= port && port <= range.to,
  );
}

/** The ports in words: `TCP 80, 8000–8080, UDP 53`. */
export function portsText(ports: readonly PortRange[]): string {
  const joined = joinPorts(ports);
  if (JSON.stringify(joined) === JSON.stringify(everyPort)) return 'every port';
  return joined.map(rangeText).join(', ');
}

function rangeText(range: PortRange): string {
  if ('name' in range) return `${range.protocol} “${range.name}”`;
  const { protocol, from, to } = range;
  if (from === 1 && to === last) return `every ${protocol} port`;
  return `${protocol} ${from === to ? from : `${from}–${to}`}`;
}
