import { expect, it } from 'vitest';
import { exactTime, relativeTime } from './relative-time.ts';

const now = Date.UTC(2026, 10, 24, 0, 22, 28, 999);
const day = 86_400;

it.each([
  [0, 'now'],
  [-0.9, 'now'],
  [-12, '12 s ago'],
  [-59, '59 s ago'],
  [-60, '1 min ago'],
  [-3599, '59 min ago'],
  [-3600, '1 h ago'],
  [-day, '1 day ago'],
  [-2 * day, '2 days ago'],
  [23 * day, 'in 23 days'],
  [40 * day, 'in 1 month'],
  [-800 * day, '2 years ago'],
])('%d s from now is %s', (seconds, text) => {
  expect(relativeTime(now + seconds * 1000, now)).toBe(text);
});

it('shows the exact time in UTC', () => {
  expect(exactTime(now)).toBe('2026-11-24 00:22:28 UTC');
});
