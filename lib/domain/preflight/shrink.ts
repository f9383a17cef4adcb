import type { ResourceAmounts } from '../environment-class.ts';
import { compareKeys } from '../key-order.ts';
import { compareQuantities, findQuantity, type Quantity, subtractQuantities } from '../quantity.ts';
import { resourceLabel, showQuantity } from '../resource-key.ts';
import { type Obstacle, obstacle } from './answer.ts';

/** Something that takes a part of a quota key. */
export interface Taker {
  /** Like "pod web-1" or "volume claim data". */
  name: string;
  amount: Quantity;
}

/**
 * Keys of which more is in use than would be granted, each with what takes of it, the largest first. Kubernetes ends
 * nothing for it: what runs goes on, but nothing new gets in.
 */
export function shrinkObstacles(
  hard: ResourceAmounts,
  used: ResourceAmounts,
  takersOf: (key: string) => readonly Taker[],
): Obstacle[] {
  return Object.keys(hard)
    .sort(compareKeys)
    .flatMap((key) => {
      const [rest, taken] = [findQuantity(hard[key] ?? ''), findQuantity(used[key] ?? '0')];
      if (rest === null || taken === null || compareQuantities(taken, rest) <= 0) return [];
      const show = (amount: Quantity) => showQuantity(key, amount);
      const excess = show(subtractQuantities(taken, rest));
      const text = `${resourceLabel(key)}: ${show(taken)} are in use and ${show(rest)} would be left. What runs goes on, but nothing new starts until ${excess} are given back.`;
      return [obstacle('quota', text, namesOf(key, takersOf(key)))];
    });
}

function namesOf(key: string, takers: readonly Taker[]): string[] {
  return takers
    .filter(({ amount }) => amount.nano > 0n)
    .toSorted((a, b) => compareQuantities(b.amount, a.amount) || (a.name < b.name ? -1 : 1))
    .map(({ name, amount }) =>
      key === 'pods' || key.endsWith('persistentvolumeclaims')
        ? name
        : `${name} (${showQuantity(key, amount)})`,
    );
}
