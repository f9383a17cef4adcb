import type { World } from '../world/world.ts';
import { type CrashPoint, claimLabel, labelOfRequest, labelOfTurn } from './crash-point.ts';

/** One write of the provisioner, in the order in which it came. */
export type Write = Pick<CrashPoint, 'side' | 'label' | 'nth'>;

/**
 * Shows every write from the first claim on, and lets `strike` kill the provisioner at a write: before it, and then nobody ever hears of it; or when it has been carried out,
 * and then its answer never arrives. What else is under way goes on, as it would.
 */
export function watchWrites(
  world: World,
  seen: (write: Write) => CrashPoint['when'] | null,
  strike: () => void,
): { end: () => void } {
  const counts = new Map<string, number>();
  let isClaimed = false;
  const never = new Promise<never>(() => undefined);
  const ask = (side: Write['side'], label: string | null) => {
    isClaimed ||= label === claimLabel;
    if (label === null || !isClaimed) return null;
    const key = `${side} ${label}`;
    const nth = (counts.get(key) ?? 0) + 1;
    counts.set(key, nth);
    return seen({ side, label, nth });
  };
  world.api.decide((request) => {
    const when = ask('api', labelOfRequest(request));
    if (when === null) return { kind: 'pass' };
    if (when === 'after') return { kind: 'lose-answer', done: strike };
    strike();
    return { kind: 'hang' };
  });
  world.sql.decide((turn) => {
    const when = ask('sql', labelOfTurn(turn));
    if (when === null) return { kind: 'pass' };
    if (when === 'after') return { kind: 'hold-answer', stands: strike, until: never };
    strike();
    return { kind: 'cut' };
  });
  const end = () => {
    world.api.decide(() => ({ kind: 'pass' }));
    world.sql.decide(() => ({ kind: 'pass' }));
  };
  return { end };
}
