import fc from 'fast-check';
import { budgetEffect, budgetProblem } from '#lib/domain/budget.ts';
import type { ResourceAmounts } from '#lib/domain/environment-class.ts';
import { findQuantity } from '#lib/domain/quantity.ts';
import { target } from '../target.ts';

const keys = ['requests.cpu', 'requests.memory', 'pods'] as const;
const amount = fc
  .tuple(fc.bigInt(0n, 1n << 60n), fc.constantFrom('', 'm', 'n', 'k', 'Ki', 'Gi'))
  .map(([digits, suffix]) => `${digits}${suffix}`)
  .filter((text) => findQuantity(text) !== null);
const amounts = fc.dictionary(fc.constantFrom(...keys), amount);
const sum = (list: readonly ResourceAmounts[], key: string) =>
  list.reduce((total, each) => total + (findQuantity(each[key] ?? '0')?.nano ?? 0n), 0n);

export const budgets = target(
  'budgets',
  'a change that is let through never takes a team over its budget by a single unit, and giving back is never refused',
  [amounts, fc.array(amounts, { maxLength: 6 }), amounts, amounts],
  (budget, others, from, to) => {
    const isRefused = budgetProblem('Payments', budgetEffect(budget, others, from, to)) !== null;
    const tooMuch = keys.some((key) => {
      const limit = budget[key] === undefined ? null : findQuantity(budget[key]);
      const [before, after] = [sum([...others, from], key), sum([...others, to], key)];
      return limit !== null && after > before && after > limit.nano;
    });
    return isRefused === tooMuch;
  },
);
