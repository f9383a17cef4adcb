import { isIP, isIPv6 } from 'node:net';

/** The header in which the front door writes who is connected; never taken from the client. */
export const peerHeader = 'x-bailiwick-peer';

/**
 * The address that a request is counted under: the connection's, or, behind that many trusted proxies, the one that
 * the outermost of them saw. What lies further left in X-Forwarded-For was written by the client. IPv6 counts by /64.
 */
export function clientAddress(headers: { get(name: string): string | null }, trustedProxies: number): string {
  const peer = headers.get(peerHeader) ?? '';
  if (trustedProxies === 0) return network(peer);
  const seen = (headers.get('x-forwarded-for') ?? '').split(',').map((part) => part.trim());
  return network(seen.at(-trustedProxies) ?? peer);
}

// Whoever has one IPv6 address has a whole /64 of them. What is no address shares one count.
function network(text: string): string {
  const address = text.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!isIPv6(address)) return isIP(address) === 0 ? 'unknown' : address;
  const [head = '', tail] = (address.split('%')[0] ?? '').toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? 0 : 8 - left.length - right.length;
  const groups = [...left, ...Array<string>(Math.max(zeros, 0)).fill('0'), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
