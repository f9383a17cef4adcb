import type { ClassSpec, ResourceAmounts } from '../environment-class.ts';
import type { FieldErrors } from '../error.ts';
import { compareQuantities, findQuantity, formatQuantity, parseQuantity } from '../quantity.ts';
import { measureOf, resourceLabel, showQuantity } from '../resource-key.ts';

const WHOLE = 1_000_000_000n;

/** Checks asked amounts against the bounds of a class: canonical amounts, and one message a key that can't be granted. */
export function checkQuota(
  asked: ResourceAmounts,
  bounds: ClassSpec['quota'],
): { quota: ResourceAmounts; problems: FieldErrors } {
  const quota: ResourceAmounts = {};
  const problems: FieldErrors = {};
  for (const [key, { min, max }] of Object.entries(bounds)) {
    const checked = checkAmount(key, asked[key] ?? '', min, max);
    if ('problem' in checked) problems[`quota.${key}`] = checked.problem;
    else quota[key] = checked.amount;
  }
  for (const key of Object.keys(asked)) {
    if (!Object.hasOwn(bounds, key)) problems[`quota.${key}`] = `The class grants no “${key.slice(0, 60)}”.`;
  }
  return { quota, problems };
}

function checkAmount(
  key: string,
  text: string,
  min: string,
  max: string,
): { amount: string } | { problem: string } {
  if (text.trim() === '') return { problem: `Give an amount for ${resourceLabel(key)}.` };
  const amount = findQuantity(text.trim());
  const measure = measureOf(key);
  if (amount === null)
    return {
      problem: `Write an amount like ${{ cpu: '500m or 2', bytes: '512Mi or 4Gi', count: '10' }[measure]}.`,
    };
  if (measure !== 'cpu' && amount.nano % WHOLE !== 0n)
    return { problem: 'Only whole numbers can be granted here.' };
  if (amount.nano % (WHOLE / 1000n) !== 0n)
    return { problem: 'CPU is granted in thousandths (1m) at the finest.' };
  const [least, most] = [parseQuantity(min), parseQuantity(max)];
  if (compareQuantities(amount, least) < 0) return { problem: `At least ${showQuantity(key, least)}.` };
  if (compareQuantities(amount, most) > 0)
    return { problem: `At most ${showQuantity(key, most)} in this class.` };
  return { amount: formatQuantity(amount) };
}

/** Why the lifetime can't be used with the class, in words; null when it can. */
export function lifetimeProblem(days: number | null, longest: number | null): string | null {
  if (longest === null || (days !== null && days <= longest)) return null;
  return days === null
    ? `Environments of this class expire. Give ${longest} days at most.`
    : `At most ${longest} days in this class.`;
}
