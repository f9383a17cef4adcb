import { expect, it } from 'vitest';
import { retryAfterMs } from './retry-after.ts';

const now = Date.parse('2026-11-24T12:00:00Z');

it.each([
  [undefined, 0],
  ['0', 0],
  ['7', 7_000],
  [' 2 ', 2_000],
  ['99999', 300_000],
  ['Tue, 24 Nov 2026 12:00:30 GMT', 30_000],
  ['Tue, 24 Nov 2026 11:59:00 GMT', 0],
  ['soon', 0],
  ['-5', 0],
])('Retry-After %s is %i ms', (header, expected) => {
  expect(retryAfterMs(header, now)).toBe(expected);
});
