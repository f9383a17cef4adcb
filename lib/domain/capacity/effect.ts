import type { ResourceAmounts } from '../environment-class.ts';
import {
  addQuantities,
  compareQuantities,
  parseQuantity,
  type Quantity,
  subtractQuantities,
} from '../quantity.ts';
import { limitOf, type PlanKeys } from './plan.ts';

/** What a change does to one key of the capacity plan. */
export interface CapacityEffect {
  key: string;
  /** What all budgets together may promise. */
  limit: Quantity;
  /** Granted in the cluster over all teams. */
  before: Quantity;
  after: Quantity;
  /** More is granted than the cluster was planned for, and the change adds to it. */
  over: boolean;
}

/**
 * What replacing `from` by `to` does to the plan, for the planned keys of which the amount changes. `granted` is what all
 * quotas together hold now.
 */
export function capacityEffect(
  keys: PlanKeys,
  allocatable: ResourceAmounts,
  granted: ResourceAmounts,
  from: ResourceAmounts | null,
  to: ResourceAmounts | null,
): CapacityEffect[] {
  return Object.keys(keys).flatMap((key) => {
    const limit = limitOf(keys, key, allocatable);
    const [gives, takes] = [parseQuantity(from?.[key] ?? '0'), parseQuantity(to?.[key] ?? '0')];
    if (limit === null || compareQuantities(gives, takes) === 0) return [];
    const before = parseQuantity(granted[key] ?? '0');
    const rest = addQuantities(subtractQuantities(before, gives), takes);
    // What was granted a moment ago may not be counted yet.
    const after = rest.nano < takes.nano ? takes : rest;
    const grows = compareQuantities(takes, gives) > 0;
    return [{ key, limit, before, after, over: grows && compareQuantities(after, limit) > 0 }];
  });
}
