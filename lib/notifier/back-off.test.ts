import { expect, test } from 'vitest';
import { backOffSeconds } from './back-off.ts';

const day = 86_400;

test.each([
  [1, 0, 30],
  [2, 30, 60],
  [3, 90, 120],
  [7, 1_890, 1_920],
  [8, 3_810, 3_600],
  [400, 50_000, 3_600],
])('after attempt %i, %i s old: again in %i s', (attempts, age, expected) => {
  expect(backOffSeconds(attempts, age, day)).toBe(expected);
});

test('what would come too late is given up', () => {
  expect(backOffSeconds(20, day - 3_600, day)).toBe(3_600);
  expect(backOffSeconds(20, day - 3_599, day)).toBeNull();
  expect(backOffSeconds(1, 2 * day, day)).toBeNull();
});
