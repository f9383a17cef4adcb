import type { SeededRandom } from '#tools/chaos/random.ts';
import type { CrashPoint } from './crash-point.ts';

// Usage follows the cluster's own counting, and how often a pass looks at what goes away depends on it, too.
const isSure = ({ label, nth, side }: CrashPoint) =>
  !label.includes('usage') && (side === 'api' || nth === 1);

/**
 * The points of each sort, before and after, in the cluster and in the database, in random order: one of each is to be
 * met. Two passes over the same rows may split their writes otherwise, so the first one may not come again.
 */
export function choosePoints(points: readonly CrashPoint[], random: SeededRandom): CrashPoint[][] {
  const sorts = Map.groupBy(points.filter(isSure), ({ side, when }) => `${side} ${when}`);
  return [...sorts.values()].map((sort) => shuffled(sort, random));
}

function shuffled<T>(items: readonly T[], random: SeededRandom): T[] {
  return items
    .map((item) => ({ item, place: random.next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
