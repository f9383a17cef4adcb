import { expect, test } from 'vitest';
import { createDatabaseClock } from './database-clock.ts';

const noon = Date.parse('2026-11-24T12:00:00Z');

test.each([
  ['right', 0, 0, 0],
  ['a little off', 400, 0, 400],
  ['five minutes ahead', 300_000, 0, 0],
  ['five minutes behind', -300_000, 0, 0],
  ['five minutes ahead, and an answer takes two seconds', 300_000, 2_000, 0],
  ['right, and an answer takes two seconds', 0, 2_000, 0],
])('%s: what counts is the clock of the database', (_title, shiftMs, tookMs, expected) => {
  let passedMs = 0;
  const clock = createDatabaseClock(
    () => noon + shiftMs + passedMs,
    () => passedMs,
  );
  const askedAt = passedMs;
  passedMs += tookMs;
  clock.hear(noon + tookMs / 2, askedAt);
  expect(clock.now().getTime() - noon - tookMs).toBe(expected);
  passedMs += 5_000;
  expect(clock.now().getTime() - noon - tookMs - 5_000).toBe(expected);
});

test('a clock that was set right again is believed again', () => {
  let shiftMs = 300_000;
  const clock = createDatabaseClock(
    () => noon + shiftMs,
    () => 0,
  );
  clock.hear(noon, 0);
  shiftMs = 0;
  clock.hear(noon, 0);
  expect(clock.now().getTime()).toBe(noon);
});
