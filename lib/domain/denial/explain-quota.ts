import {
  addQuantities,
  compareQuantities,
  findQuantity,
  formatQuantity,
  type Quantity,
  subtractQuantities,
  zeroQuantity,
} from '../quantity.ts';
import { resourceLabel, showQuantity } from '../resource-key.ts';
import type { QuotaShortage } from './denial.ts';
import type { DenialContext, Explanation } from './explain-refusal.ts';

interface Shortage {
  key: string;
  requested: Quantity;
  used: Quantity;
  hard: Quantity;
  /** What one more object lacks, by what is granted and counted now; zero where it fits by now. */
  missing: Quantity;
}

/** Why a quota is full, and how much more would do. Amounts of now go before those of the refusal. */
export function explainQuota(
  quota: string,
  shortages: readonly QuotaShortage[],
  context: DenialContext,
): Explanation {
  const known = shortages.flatMap((each) => readShortage(each, context));
  const open = known.filter(({ missing }) => missing.nano > 0n);
  if (open.length === 0)
    return {
      reason: 'It asked for more than the quota had then. By now there is room for one more.',
      advice: 'Kubernetes tries again by itself, after up to a quarter of an hour.',
      resize: null,
      yaml: null,
    };
  const reason = open.map(({ key, requested, used, hard, missing }) => {
    const show = (amount: Quantity) => showQuantity(key, amount);
    return `${resourceLabel(key)}: it needs ${show(requested)}, ${show(used)} of ${show(hard)} are in use, so ${show(missing)} more would do.`;
  });
  return { reason: reason.join(' '), yaml: null, ...wayOut(quota, open, context) };
}

function readShortage(shortage: QuotaShortage, { hard, used }: DenialContext): Shortage[] {
  const { key } = shortage;
  const read = (now: string | undefined, then: string) => findQuantity(now ?? then) ?? findQuantity(then);
  const amounts = {
    requested: findQuantity(shortage.requested),
    used: read(used[key], shortage.used),
    hard: read(hard[key], shortage.limited),
  };
  if (amounts.requested === null || amounts.used === null || amounts.hard === null) return [];
  const { requested } = amounts;
  const lacking = subtractQuantities(addQuantities(amounts.used, requested), amounts.hard);
  const missing = lacking.nano > 0n ? lacking : zeroQuantity;
  return [{ key, requested, used: amounts.used, hard: amounts.hard, missing }];
}

function wayOut(
  quota: string,
  open: readonly Shortage[],
  { spec }: DenialContext,
): Pick<Explanation, 'advice' | 'resize'> {
  if (quota !== 'bailiwick')
    return { advice: `The quota ${quota} is not Bailiwick’s; whoever made it can raise it.`, resize: null };
  const wishes = open.map(({ key, hard, missing }) => {
    const max = findQuantity(spec.quota[key]?.max ?? '');
    const wish = addQuantities(hard, missing);
    return { key, wish, missing, max, fits: max !== null && compareQuantities(wish, max) <= 0 };
  });
  const beyond = wishes.find(({ fits }) => !fits);
  if (beyond?.max === null)
    return {
      advice: `${resourceLabel(beyond.key)} can’t be asked for in this class. Delete what is no longer needed, or ask an admin.`,
      resize: null,
    };
  if (beyond?.max)
    return {
      advice: `The class allows at most ${showQuantity(beyond.key, beyond.max)} of ${resourceLabel(beyond.key)}. Make it smaller, delete what is no longer needed, or ask an admin for another class.`,
      resize: null,
    };
  const [first] = wishes;
  const amount = first ? `+${showQuantity(first.key, first.missing)}` : '';
  const label = wishes.length === 1 && first ? `Ask for ${amount}` : 'Ask for what is missing';
  return {
    advice: 'Ask for more, or delete what is no longer needed. Kubernetes then tries again by itself.',
    resize: {
      label,
      quota: Object.fromEntries(wishes.map(({ key, wish }) => [key, formatQuantity(wish)])),
    },
  };
}
