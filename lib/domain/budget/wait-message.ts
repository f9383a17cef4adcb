import type { ResourceAmounts } from '../environment-class.ts';
import { compareQuantities, parseQuantity } from '../quantity.ts';
import { measureOf, resourceLabel, showQuantity } from '../resource-key.ts';
import type { Wait } from './reserve.ts';

/** Another environment of the team, as far as it may give something back. */
export interface Neighbour {
  slug: string;
  ceiling: ResourceAmounts;
  target: ResourceAmounts;
  /** Its namespace goes away, and all of its part with it. */
  isEnding: boolean;
}

/** What a growing environment waits for, and from whom: "Waiting for 2 CPU (CPU requests) from dev to be freed." */
export function waitMessage(waits: readonly Wait[], neighbours: readonly Neighbour[]): string {
  return waits.map((wait) => sentence(wait, neighbours)).join(' ');
}

function sentence({ key, missing }: Wait, neighbours: readonly Neighbour[]): string {
  const amount =
    measureOf(key) === 'count'
      ? `${showQuantity(key, missing)} × ${resourceLabel(key)}`
      : `${showQuantity(key, missing)} (${resourceLabel(key)})`;
  const givers = neighbours.filter((each) => givesBack(key, each)).map(({ slug }) => slug);
  return givers.length === 0
    ? `Waiting for ${amount} of the team’s budget.`
    : `Waiting for ${amount} from ${givers.join(' and ')} to be freed.`;
}

function givesBack(key: string, { ceiling, target, isEnding }: Neighbour): boolean {
  const held = parseQuantity(ceiling[key] ?? '0');
  const wanted = parseQuantity(isEnding ? '0' : (target[key] ?? '0'));
  return compareQuantities(held, wanted) > 0;
}
