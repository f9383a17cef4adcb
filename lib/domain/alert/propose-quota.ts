import type { ResourceAmounts } from '../environment-class.ts';
import {
  addQuantities,
  compareQuantities,
  findQuantity,
  formatQuantity,
  type Quantity,
  subtractQuantities,
} from '../quantity.ts';
import { measureOf, resourceLabel, showQuantity } from '../resource-key.ts';
import type { Use } from './level.ts';

/** What a team can do about a key that fills up; `resize` is a request that can be sent as it is. */
export interface WayOut {
  advice: string;
  resize: { label: string; quota: ResourceAmounts } | null;
}

const one = 1_000_000_000n;
const gibi = one << 30n;

/** The step to which a proposed amount is rounded up, by its size. */
function stepOf(key: string, nano: bigint): bigint {
  if (measureOf(key) === 'cpu') return nano < one ? one / 10n : nano < 10n * one ? one / 2n : one;
  if (measureOf(key) === 'bytes') return nano < gibi ? gibi / 16n : nano < 4n * gibi ? gibi / 4n : gibi;
  return one;
}

/** So much that what is used now would be about 70 %, in round numbers, and more than is granted in any case. */
function roomyAmount(key: string, { used, hard }: Use): Quantity {
  const wanted = (used.nano * 10n + 6n) / 7n;
  const least = wanted > hard.nano ? wanted : hard.nano + 1n;
  const step = stepOf(key, least);
  return { nano: ((least + step - 1n) / step) * step, format: hard.format };
}

/** What to do about a key of an environment, within the most that its class allows; `max` is null where the class has no such key. */
export function environmentWayOut(key: string, use: Use, max: string | null): WayOut {
  const most = findQuantity(max ?? '');
  const label = resourceLabel(key);
  if (most === null)
    return {
      advice: `Delete what is no longer needed. ${label} can’t be asked for in this class; an admin can tell what else is possible.`,
      resize: null,
    };
  if (compareQuantities(most, use.hard) <= 0)
    return {
      advice: `Delete what is no longer needed. The class allows at most ${showQuantity(key, most)} of ${label}; an admin can offer another class.`,
      resize: null,
    };
  const roomy = roomyAmount(key, use);
  const wish = compareQuantities(roomy, most) > 0 ? { ...most, format: roomy.format } : roomy;
  const missing = addQuantities(subtractQuantities(wish, use.hard), { nano: 0n, format: wish.format });
  return {
    advice: 'Delete what is no longer needed, or ask for more.',
    resize: {
      label: `Ask for +${showQuantity(key, missing)}`,
      quota: { [key]: formatQuantity(wish) },
    },
  };
}

/** What to do about a key of a team's budget. */
export const budgetWayOut: WayOut = {
  advice: 'Delete what is no longer needed, or ask an admin for a larger budget.',
  resize: null,
};
