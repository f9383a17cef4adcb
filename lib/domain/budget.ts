import type { ResourceAmounts } from './environment-class.ts';
import { addQuantities, compareQuantities, parseQuantity, type Quantity, zeroQuantity } from './quantity.ts';
import { resourceLabel, showQuantity } from './resource-key.ts';

/** What one change does to one key of a team's budget. */
export interface BudgetEffect {
  key: string;
  /** Null where the team has no budget for the key: then nothing limits it. */
  budget: Quantity | null;
  /** Granted over all live environments without the change. */
  before: Quantity;
  /** Granted over all live environments with the change. */
  after: Quantity;
  /** The change takes more of a key than the budget has. Giving back is never over. */
  over: boolean;
}

/** The exact sum of quotas, key by key. */
export function sumAmounts(amounts: readonly ResourceAmounts[]): Map<string, Quantity> {
  const sums = new Map<string, Quantity>();
  for (const [key, text] of amounts.flatMap((each) => Object.entries(each)))
    sums.set(key, addQuantities(sums.get(key) ?? zeroQuantity, parseQuantity(text)));
  return sums;
}

/**
 * What replacing `from` by `to` does to the budget, for each key that the budget or the change names, budgeted ones first.
 * `others` are the quotas of the team's other live environments.
 */
export function budgetEffect(
  budget: ResourceAmounts,
  others: readonly ResourceAmounts[],
  from: ResourceAmounts | null,
  to: ResourceAmounts | null,
): BudgetEffect[] {
  const before = sumAmounts([...others, from ?? {}]);
  const after = sumAmounts([...others, to ?? {}]);
  const keys = new Set([...Object.keys(budget), ...Object.keys(from ?? {}), ...Object.keys(to ?? {})]);
  return [...keys].map((key) => {
    const text = budget[key];
    const limit = text === undefined ? null : parseQuantity(text);
    const line = {
      key,
      budget: limit,
      before: before.get(key) ?? zeroQuantity,
      after: after.get(key) ?? zeroQuantity,
    };
    const grows = compareQuantities(line.after, line.before) > 0;
    return { ...line, over: limit !== null && grows && compareQuantities(line.after, limit) > 0 };
  });
}

/** One sentence for each key that does not fit; null when all fit. */
export function budgetProblem(team: string, effects: readonly BudgetEffect[]): string | null {
  const sentences = effects.flatMap(({ key, budget, before, after, over }) => {
    if (!over || budget === null) return [];
    const asked = { nano: after.nano - before.nano, format: after.format };
    const show = (quantity: Quantity) => showQuantity(key, quantity);
    return `${resourceLabel(key)}: the budget of ${team} is ${show(budget)}, ${show(before)} are granted and ${show(asked)} more are asked for.`;
  });
  return sentences.length === 0 ? null : sentences.join(' ');
}

const needBudget = ['requests.cpu', 'requests.memory'];

/**
 * Why the rule `automatic-within-budget` can't grant a change, in words; null when it can. A team that nobody gave a
 * budget for CPU and memory has nothing to be within: an admin decides how much it may grow.
 */
export function automaticProblem(effects: readonly BudgetEffect[]): string | null {
  if (effects.some(({ over }) => over)) return 'More than the budget has, so an admin looks at it.';
  const unlimited = effects.some(
    ({ key, budget, before, after }) =>
      budget === null && needBudget.includes(key) && compareQuantities(after, before) > 0,
  );
  return unlimited ? 'The team has no budget for it yet, so an admin looks at it.' : null;
}
