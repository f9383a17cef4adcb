import { type Cidr, containsCidr } from '../network/cidr.ts';
import { allowedRange, receiverAddress } from './address.ts';

type Refused = readonly (readonly [range: string, what: string])[];

// The special-purpose registries of IANA, and addresses at which clouds hand out credentials.
const refusedFour: Refused = [
  ['0.0.0.0/8', 'this network'],
  ['10.0.0.0/8', 'a private network'],
  ['100.64.0.0/10', 'a network behind a carrier’s NAT'],
  ['127.0.0.0/8', 'the machine itself'],
  ['169.254.0.0/16', 'a link-local network'],
  ['172.16.0.0/12', 'a private network'],
  ['192.0.0.0/24', 'a protocol’s own network'],
  ['192.0.2.0/24', 'a network for documentation'],
  ['192.88.99.0/24', 'a relay'],
  ['192.168.0.0/16', 'a private network'],
  ['198.18.0.0/15', 'a network for benchmarks'],
  ['198.51.100.0/24', 'a network for documentation'],
  ['203.0.113.0/24', 'a network for documentation'],
  ['224.0.0.0/4', 'a multicast group'],
  ['240.0.0.0/4', 'a reserved network'],
  ['168.63.129.16', 'a cloud’s metadata service'],
];

// Of IPv6 only global unicast is reached, without its parts for protocols, tunnels and documentation.
const globalSix = rangeOf('2000::/3');
const refusedSix: Refused = [
  ['2001::/23', 'a protocol’s own network'],
  ['2001:db8::/32', 'a network for documentation'],
  ['2002::/16', 'a tunnel to an IPv4 address'],
  ['3fff::/20', 'a network for documentation'],
];

const refused = [...refusedFour, ...refusedSix].map(([range, what]) => ({ range: rangeOf(range), what }));

/** Why an address may not be connected to, in words; null if it may. What the operator allows goes before everything else. */
export function addressProblem(text: string, allowed: readonly Cidr[]): string | null {
  const address = receiverAddress(text);
  if (address === null) return 'it is not an address';
  if (isAllowed(address, allowed)) return null;
  const found = refused.find(({ range }) => containsCidr(range, address));
  if (found !== undefined) return `it belongs to ${found.what}`;
  return address.family === 6 && !containsCidr(globalSix, address) ? 'it belongs to no public network' : null;
}

/** Whether the operator allows an address by name or range. */
export function isAllowed(address: Cidr, allowed: readonly Cidr[]): boolean {
  return allowed.some((range) => containsCidr(range, address));
}

/** The ranges of an operator's list. Throws with the entry that is none. */
export function parseAllowed(entries: readonly string[]): Cidr[] {
  return entries.map(rangeOf);
}

function rangeOf(text: string): Cidr {
  const range = allowedRange(text);
  if (range === null) throw new Error(`“${text}” is not an address range like 10.20.0.0/16.`);
  return range;
}
