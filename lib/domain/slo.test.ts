import { expect, test } from 'vitest';
import { kept } from './slo.ts';

test.each([
  [0, 0, { share: null }],
  [10, 10, { share: 100, isKept: true }],
  [99, 100, { share: 99, isKept: true }],
  [98, 100, { share: 98, isKept: false }],
  // A single failure in a million is no hundred percent.
  [999_999, 1_000_000, { share: 99.999, isKept: true }],
  [0, 3, { share: 0, isKept: false }],
])('%d of %d', (good, all, expected) => {
  expect(kept(good, all, 99)).toEqual(expected);
});
