import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether an Authorization header carries the expected token. No expected token means nobody is let in. */
export function bearerMatches(header: string | null, expected: string | undefined): boolean {
  if (!expected || !header?.startsWith('Bearer ')) return false;
  // Hashes have the same length, which the comparison in constant time needs.
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(header.slice('Bearer '.length)), hash(expected));
}
