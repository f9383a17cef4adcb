import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseQuantity } from '../quantity.ts';
import { capacityEffect } from './effect.ts';

const keys = { 'requests.cpu': { amount: '10', perMille: 1500 } };
const nano = (text: string) => parseQuantity(text).nano;

test.each<[string, Record<string, string> | null, Record<string, string> | null, string, boolean]>([
  ['a creation', null, { 'requests.cpu': '2', pods: '9' }, '14', false],
  ['one that is too much', null, { 'requests.cpu': '4' }, '16', true],
  ['a shrink', { 'requests.cpu': '4' }, { 'requests.cpu': '1' }, '9', false],
  ['a deletion', { 'requests.cpu': '4' }, null, '8', false],
])('%s', (_what, from, to, after, over) => {
  const [effect, ...others] = capacityEffect(keys, {}, { 'requests.cpu': '12' }, from, to);
  expect(others).toEqual([]);
  expect([effect?.before.nano, effect?.after.nano, effect?.limit.nano]).toEqual([
    nano('12'),
    nano(after),
    nano('15'),
  ]);
  expect(effect?.over).toBe(over);
});

test('what does not change, or is not planned, has no effect', () => {
  const same = { 'requests.cpu': '2', pods: '3' };
  expect(capacityEffect(keys, {}, {}, same, { ...same, pods: '4' })).toEqual([]);
});

test('giving back is never over, whatever is granted', () => {
  const milli = fc.nat(100_000);
  fc.assert(
    fc.property(milli, milli, milli, (granted, one, other) => {
      const [small, large] = [Math.min(one, other), Math.max(one, other)].map((each) => ({
        'requests.cpu': `${each}m`,
      }));
      const found = capacityEffect(keys, {}, { 'requests.cpu': `${granted}m` }, large ?? null, small ?? null);
      expect(found.some(({ over }) => over)).toBe(false);
    }),
  );
});
