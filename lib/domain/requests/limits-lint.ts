import type { ResourceAmounts } from '../environment-class.ts';
import { compareQuantities, findQuantity } from '../quantity.ts';
import { resourceLabel, showQuantity } from '../resource-key.ts';

/**
 * Amounts that can't be used up together, one sentence each: a container's limit is never below its request, so what is
 * granted of requests beyond the limits is of no use. Texts that are no amounts say nothing.
 */
export function limitsLint(quota: ResourceAmounts): string[] {
  return Object.keys(quota).flatMap((key) => {
    const resource = /^limits\.(.+)$/.exec(key)?.[1];
    const requests = `requests.${resource}`;
    if (resource === undefined || !Object.hasOwn(quota, requests)) return [];
    const [most, asked] = [findQuantity(quota[key] ?? ''), findQuantity(quota[requests] ?? '')];
    if (most === null || asked === null || compareQuantities(most, asked) >= 0) return [];
    return [
      `${resourceLabel(key)} are less than ${resourceLabel(requests)}: no container’s limit may be below its request, so at most ${showQuantity(key, most)} of the ${showQuantity(requests, asked)} can be used.`,
    ];
  });
}
