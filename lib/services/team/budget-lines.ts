import { sumAmounts } from '#lib/domain/budget.ts';
import type { ResourceAmounts } from '#lib/domain/environment-class.ts';
import { compareKeys } from '#lib/domain/key-order.ts';
import {
  formatQuantity,
  parseQuantity,
  type Quantity,
  quantityRatio,
  subtractQuantities,
  zeroQuantity,
} from '#lib/domain/quantity.ts';
import { resourceLabel, showQuantity } from '#lib/domain/resource-key.ts';
import type { BudgetLine } from '#lib/domain/views.ts';

/** What one live environment takes of its team's budget. */
export interface EnvironmentUse {
  slug: string;
  quota: ResourceAmounts;
  used: ResourceAmounts;
}

/** A team's budget, key by key, with one segment an environment that has a part of it. */
export function budgetLines(
  teamSlug: string,
  budget: ResourceAmounts,
  environments: readonly EnvironmentUse[],
): BudgetLine[] {
  const granted = sumAmounts(environments.map(({ quota }) => quota));
  const used = sumAmounts(environments.map((each) => each.used));
  const keys = Object.entries(budget).sort(([a], [b]) => compareKeys(a, b));
  return keys.map(([key, text]) => {
    const total = parseQuantity(text);
    const ratio = (part: Quantity) => quantityRatio(part, total) ?? 0;
    const amounts = {
      budget: total,
      granted: granted.get(key) ?? zeroQuantity,
      used: used.get(key) ?? zeroQuantity,
    };
    const free = subtractQuantities(total, amounts.granted);
    const segments = environments.flatMap((each) => {
      const part = each.quota[key];
      if (part === undefined) return [];
      const own = { granted: parseQuantity(part), used: parseQuantity(each.used[key] ?? '0') };
      return {
        environment: each.slug,
        href: `/teams/${teamSlug}/environments/${each.slug}`,
        grantedText: showQuantity(key, own.granted),
        usedText: showQuantity(key, own.used),
        grantedRatio: ratio(own.granted),
        usedRatio: ratio(own.used),
      };
    });
    return {
      key,
      label: resourceLabel(key),
      budget: formatQuantity(total),
      granted: formatQuantity(amounts.granted),
      used: formatQuantity(amounts.used),
      free: formatQuantity(free),
      budgetText: showQuantity(key, total),
      grantedText: showQuantity(key, amounts.granted),
      usedText: showQuantity(key, amounts.used),
      freeText: showQuantity(key, free),
      grantedRatio: ratio(amounts.granted),
      usedRatio: ratio(amounts.used),
      segments,
    };
  });
}
