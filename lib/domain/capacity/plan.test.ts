import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseQuantity } from '../quantity.ts';
import { allocatableOf, capacityProblems, limitOf, type PlanKeys } from './plan.ts';

const plan: PlanKeys = {
  'requests.cpu': { amount: null, perMille: 1500 },
  'requests.memory': { amount: '100Gi', perMille: 1000 },
};
const nodes = { cpu: '10', memory: '64Gi', 'nvidia.com/gpu': '4' };

test.each([
  ['requests.cpu', '10'],
  ['limits.memory', '64Gi'],
  ['requests.nvidia.com/gpu', '4'],
  ['secrets', null],
])('%s counts %s of the nodes', (key, amount) => {
  expect(allocatableOf(key, nodes)).toBe(amount);
});

test('a factor is exact, and what was entered by hand comes before what nodes say', () => {
  expect(limitOf(plan, 'requests.cpu', nodes)?.nano).toBe(15_000_000_000n);
  expect(limitOf(plan, 'requests.memory', nodes)?.nano).toBe(parseQuantity('100Gi').nano);
  expect(limitOf(plan, 'pods', nodes)).toBeNull();
});

test('what the plan has no room for is refused with what is left', () => {
  const others = [{ 'requests.cpu': '12' }];
  expect(capacityProblems(plan, nodes, others, {}, { 'requests.cpu': '4', pods: '900' })).toEqual({
    'budget.requests.cpu':
      'The cluster’s plan has 3 CPU left for this team: all budgets together may have 15 CPU.',
  });
  expect(capacityProblems(plan, nodes, others, {}, { 'requests.cpu': '3' })).toEqual({});
});

test('nobody has to give back when the cluster becomes smaller', () => {
  const others = [{ 'requests.cpu': '40' }];
  const before = { 'requests.cpu': '9' };
  expect(capacityProblems(plan, nodes, others, before, { 'requests.cpu': '9' })).toEqual({});
  expect(capacityProblems(plan, nodes, others, before, { 'requests.cpu': '8' })).toEqual({});
  expect(Object.keys(capacityProblems(plan, nodes, others, before, { 'requests.cpu': '10' }))).toHaveLength(
    1,
  );
});

test('whatever is granted in whatever order, all budgets together stay within the plan', () => {
  const wish = fc.record({ team: fc.nat(4), milli: fc.nat(9_000) });
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 40 }), (wishes) => {
      const budgets = new Map<number, { 'requests.cpu': string }>();
      for (const { team, milli } of wishes) {
        const after = { 'requests.cpu': `${milli}m` };
        const others = [...budgets].filter(([each]) => each !== team).map(([, budget]) => budget);
        const before = budgets.get(team) ?? {};
        if (Object.keys(capacityProblems(plan, nodes, others, before, after)).length === 0)
          budgets.set(team, after);
        const sum = [...budgets.values()].reduce(
          (total, budget) => total + parseQuantity(budget['requests.cpu']).nano,
          0n,
        );
        expect(sum).toBeLessThanOrEqual(15_000_000_000n);
      }
    }),
  );
});
