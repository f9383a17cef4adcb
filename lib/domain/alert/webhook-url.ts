import type { Cidr } from '../network/cidr.ts';
import { receiverAddress } from './address.ts';
import { addressProblem, isAllowed } from './reachable.ts';

/**
 * Why an address of a webhook is refused before its name is even looked up, in words; null if it may be tried. Plain http
 * is for receivers that the operator allows by address.
 */
export function webhookUrlProblem(text: string, allowed: readonly Cidr[]): string | null {
  const url = URL.parse(text);
  if (url === null || url.hostname === '')
    return 'Write a whole address like https://hooks.example.com/quota.';
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'The address begins with https://.';
  if (url.username !== '' || url.password !== '') return 'The address can’t hold a name or password.';
  const literal = receiverAddress(hostOf(url));
  if (literal !== null) {
    const problem = addressProblem(hostOf(url), allowed);
    if (problem !== null) return `This receiver can’t be reached from here: ${problem}.`;
    if (isAllowed(literal, allowed)) return null;
  }
  return url.protocol === 'https:' ? null : 'The address begins with https://.';
}

/** The name or address of a URL, IPv6 without its brackets. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1');
}
