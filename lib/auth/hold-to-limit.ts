import { takePoint } from '#lib/data/limits/take-point.ts';
import { tooManyRequests } from '#lib/domain/error.ts';
import { clientAddress } from './client-address.ts';
import { type LimitedKind, readLimits } from './limits.ts';
import type { Actor } from './permissions.ts';

/**
 * Counts one use by the address that asks and, if somebody is signed in, by the person. TOO_MANY_REQUESTS when either
 * did it too often in the last minute; UNAVAILABLE for writes that can't be counted.
 */
export async function holdToLimit(
  kind: LimitedKind,
  headers: { get(name: string): string | null },
  actor: Pick<Actor, 'userId'> | null,
): Promise<void> {
  const limits = readLimits(process.env);
  const waits = await Promise.all([
    takePoint(limits.perAddress[kind], clientAddress(headers, limits.trustedProxies)),
    actor === null ? 0 : takePoint(limits.perPerson[kind], actor.userId),
  ]);
  const seconds = Math.max(...waits);
  if (seconds > 0) throw tooManyRequests(seconds);
}
