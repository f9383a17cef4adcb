import { type Cidr, parseAddress, parseCidr } from '../network/cidr.ts';

/**
 * Reads the address of a receiver as the range that holds only it; null if it is none. An IPv6 address that only wraps an
 * IPv4 one is that one.
 */
export function receiverAddress(text: string): Cidr | null {
  const address = parseAddress(withoutDots(text));
  return address === null ? null : unwrap(address);
}

/** Reads what an operator allows: a range like 10.20.0.0/16, or one address. */
export function allowedRange(text: string): Cidr | null {
  return text.includes('/') ? parseCidr(text) : receiverAddress(text);
}

/** The last two groups of an IPv6 address may be written like an IPv4 address. */
function withoutDots(text: string): string {
  const [, head, tail] = /^(.*:)([^:]*\.[^:]*)$/.exec(text) ?? [];
  if (head === undefined || tail === undefined) return text;
  const four = parseAddress(tail);
  return four === null
    ? text
    : `${head}${(four.bits >> 16n).toString(16)}:${(four.bits & 0xffffn).toString(16)}`;
}

// IPv4-mapped (::ffff:0:0/96) and what NAT64 translates (64:ff9b::/96): whoever connects there reaches the IPv4 address.
const wrappers = [0xffffn << 32n, 0x64_ff9bn << 96n];

function unwrap(address: Cidr): Cidr {
  const low = address.bits & 0xffff_ffffn;
  const wraps = address.family === 6 && wrappers.includes(address.bits - low);
  return wraps ? { family: 4, bits: low, prefix: 32 } : address;
}
