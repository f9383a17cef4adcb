import type { ResourceAmounts } from '../environment-class.ts';
import { compareQuantities, parseQuantity } from '../quantity.ts';

/** What an environment takes of its budget for certain: of each key the larger of what is granted and what the cluster may hold. */
export function takenAmounts(granted: ResourceAmounts, ceiling: ResourceAmounts): ResourceAmounts {
  const taken = { ...granted };
  for (const [key, held] of Object.entries(ceiling)) {
    const amount = taken[key];
    if (amount === undefined || compareQuantities(parseQuantity(held), parseQuantity(amount)) > 0)
      taken[key] = held;
  }
  return taken;
}
