import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseQuantity } from '../quantity.ts';
import { blockedMessage, type MoveSide, planMove } from './move.ts';

const side = (slug: string, cpu: string, max = '8'): MoveSide => ({
  slug,
  quota: { 'requests.cpu': cpu, pods: '10' },
  bounds: {
    'requests.cpu': { min: '500m', default: '1', max },
    pods: { min: '1', default: '5', max: '20' },
  },
});

test('both sides change by exactly the amount', () => {
  const found = planMove(side('dev', '4'), side('prod', '2'), 'requests.cpu', '1500m', '1');
  expect(found.plan).toEqual({
    amount: '1500m',
    from: { before: '4', after: '2500m' },
    to: { before: '2', after: '3500m' },
  });
});

test('whatever is moved, the sum of both stays the same, to the nano', () => {
  const milli = fc.integer({ min: 1, max: 8_000 });
  fc.assert(
    fc.property(milli, milli, milli, (a, b, moved) => {
      const { plan } = planMove(
        side('dev', `${a}m`),
        side('prod', `${b}m`),
        'requests.cpu',
        `${moved}m`,
        '0',
      );
      if (plan === null) return;
      const sum = (one: string, other: string) => parseQuantity(one).nano + parseQuantity(other).nano;
      expect(sum(plan.from.after, plan.to.after)).toBe(sum(plan.from.before, plan.to.before));
      expect(parseQuantity(plan.from.after).nano).toBe(BigInt(a - moved) * 1_000_000n);
    }),
  );
});

test.each([
  [
    'the same side twice',
    side('dev', '4'),
    'requests.cpu',
    '1',
    '0',
    'to',
    'Choose two different environments.',
  ],
  ['a key that is not there', side('prod', '2'), 'secrets', '1', '0', 'key', 'dev has no Secrets to give.'],
  ['nothing', side('prod', '2'), 'requests.cpu', '0', '0', 'amount', 'Write an amount like 500m, 2 or 4Gi.'],
  [
    'no amount',
    side('prod', '2'),
    'requests.cpu',
    'two',
    '0',
    'amount',
    'Write an amount like 500m, 2 or 4Gi.',
  ],
  ['more than there is', side('prod', '2'), 'requests.cpu', '5', '0', 'amount', 'dev has only 4 CPU.'],
  [
    'below the minimum',
    side('prod', '2'),
    'requests.cpu',
    '3750m',
    '0',
    'amount',
    'dev would have 0.25 CPU. At least 0.5 CPU.',
  ],
  [
    'above the maximum',
    side('prod', '2', '3'),
    'requests.cpu',
    '2',
    '0',
    'amount',
    'prod would have 4 CPU. At most 3 CPU in this class.',
  ],
  [
    'half a pod',
    side('prod', '2'),
    'pods',
    '500m',
    '0',
    'amount',
    'dev would have 9.5. Only whole numbers can be granted here.',
  ],
  [
    'what is in use',
    side('prod', '2'),
    'requests.cpu',
    '2',
    '2100m',
    'amount',
    'dev uses 2.1 CPU and would keep 2 CPU.',
  ],
])('refused: %s', (_what, to, key, amount, used, field, message) => {
  const { problems } = planMove(side('dev', '4'), to, key, amount, used);
  expect(problems).toEqual({ [field]: message });
});

test('what stands in the way is named, the first five of it', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => `pod ${name}`);
  expect(blockedMessage('dev', 'pods', parseQuantity('7'), parseQuantity('3'), names)).toBe(
    'dev uses 7 and would keep 3. In the way: pod a, pod b, pod c, pod d, pod e and 2 more.',
  );
});
