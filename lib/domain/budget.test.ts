import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { automaticProblem, budgetEffect, budgetProblem, sumAmounts } from './budget.ts';
import { findQuantity } from './quantity.ts';

const keys = ['requests.cpu', 'requests.memory', 'pods', 'secrets'] as const;
const amount = fc
  .tuple(fc.nat(10_000), fc.constantFrom('', 'm', 'k', 'M', 'Ki', 'Mi', 'Gi'))
  .map(([value, suffix]) => `${value}${suffix}`);
const amounts = fc.dictionary(fc.constantFrom(...keys), amount);
const nano = (text: string | undefined) => (text === undefined ? 0n : (findQuantity(text)?.nano ?? -1n));

describe('budgets', () => {
  test('the sum of a key is the exact sum of its parts, in any order', () => {
    fc.assert(
      fc.property(fc.array(amounts, { maxLength: 20 }), (quotas) => {
        const forward = sumAmounts(quotas);
        const backward = sumAmounts([...quotas].reverse());
        for (const key of keys) {
          const expected = quotas.reduce((total, quota) => total + nano(quota[key]), 0n);
          expect(forward.get(key)?.nano ?? 0n).toBe(expected);
          expect(backward.get(key)?.nano ?? 0n).toBe(expected);
        }
      }),
    );
  });

  test('whatever is granted in whatever order, no key ever exceeds its budget', () => {
    fc.assert(
      fc.property(amounts, fc.array(amounts, { maxLength: 15 }), (budget, asked) => {
        const granted: Record<string, string>[] = [];
        for (const quota of asked) {
          if (budgetEffect(budget, granted, null, quota).every(({ over }) => !over)) granted.push(quota);
        }
        const sums = sumAmounts(granted);
        for (const key of Object.keys(budget))
          expect(sums.get(key)?.nano ?? 0n).toBeLessThanOrEqual(nano(budget[key]));
      }),
    );
  });

  test('it is over exactly when the sum grows beyond a budget that exists', () => {
    fc.assert(
      fc.property(amounts, fc.array(amounts), amounts, amounts, (budget, others, from, to) => {
        for (const { key, budget: limit, before, after, over } of budgetEffect(budget, others, from, to)) {
          expect(after.nano - before.nano).toBe(nano(to[key]) - nano(from[key]));
          expect(limit === null).toBe(!Object.hasOwn(budget, key));
          expect(over).toBe(limit !== null && after.nano > before.nano && after.nano > limit.nano);
        }
      }),
    );
  });

  test('giving back is never over, however small the budget has become', () => {
    fc.assert(
      fc.property(amounts, fc.array(amounts), amounts, (budget, others, from) => {
        expect(budgetEffect(budget, others, from, null).some(({ over }) => over)).toBe(false);
        expect(budgetProblem('payments', budgetEffect(budget, others, from, from))).toBeNull();
      }),
    );
  });

  test('amounts of a hundred environments add up to the nano', () => {
    const sum = sumAmounts(
      Array.from({ length: 100 }, () => ({ 'requests.cpu': '100m', 'requests.memory': '1Mi' })),
    );
    expect(sum.get('requests.cpu')?.nano).toBe(10_000_000_000n);
    expect(sum.get('requests.memory')?.nano).toBe(104_857_600_000_000_000n);
  });

  test('the message names key, budget, granted and asked', () => {
    const budget = { 'requests.cpu': '4', 'requests.memory': '8Gi', pods: '5' };
    const others = [{ 'requests.cpu': '1500m', 'requests.memory': '6Gi' }];
    const effects = budgetEffect(budget, others, null, {
      'requests.cpu': '3',
      'requests.memory': '4Gi',
      pods: '5',
    });
    expect(budgetProblem('payments', effects)).toBe(
      'CPU requests: the budget of payments is 4 CPU, 1.5 CPU are granted and 3 CPU more are asked for. ' +
        'Memory requests: the budget of payments is 8 GiB, 6 GiB are granted and 4 GiB more are asked for.',
    );
  });

  test('exactly the budget is within it', () => {
    const effects = budgetEffect({ pods: '5' }, [{ pods: '3' }], null, { pods: '2' });
    expect(budgetProblem('payments', effects)).toBeNull();
  });

  test.each([
    [
      'within the budget',
      { 'requests.cpu': '4', 'requests.memory': '8Gi' },
      { 'requests.cpu': '2', 'requests.memory': '1Gi' },
      null,
    ],
    [
      'beyond it',
      { 'requests.cpu': '1', 'requests.memory': '8Gi' },
      { 'requests.cpu': '2' },
      'More than the budget has',
    ],
    ['without any budget', {}, { 'requests.cpu': '2' }, 'no budget for it yet'],
    ['without one for memory', { 'requests.cpu': '4' }, { 'requests.memory': '1Gi' }, 'no budget for it yet'],
    ['without one for a lesser key', { 'requests.cpu': '4' }, { 'requests.cpu': '1', pods: '5' }, null],
    ['growing by nothing', {}, {}, null],
  ])('automatic grants: %s', (_what, budget, asked, problem) => {
    const found = automaticProblem(budgetEffect(budget, [], null, asked));
    if (problem === null) expect(found).toBeNull();
    else expect(found).toContain(problem);
  });
});
