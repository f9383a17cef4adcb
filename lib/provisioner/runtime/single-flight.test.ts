import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createSingleFlight } from './single-flight.ts';

test('a thousand calls are two pieces of work: the running one, and one more after it', async () => {
  const ends: (() => void)[] = [];
  const call = createSingleFlight(
    () => new Promise((resolve) => ends.push(resolve)),
    () => undefined,
  );
  for (let count = 0; count < 1_000; count += 1) call();
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await nextTurn();
  expect(ends).toHaveLength(2);
  ends[1]?.();
  await nextTurn();
  expect(ends).toHaveLength(2);
  call();
  expect(ends).toHaveLength(3);
});

test('work that fails is told and ends nothing', async () => {
  const failures: unknown[] = [];
  let count = 0;
  const call = createSingleFlight(
    () => {
      count += 1;
      return Promise.reject(new Error(`failed ${count}`));
    },
    (error) => failures.push(error),
  );
  call();
  await nextTurn();
  call();
  await nextTurn();
  expect(failures).toEqual([new Error('failed 1'), new Error('failed 2')]);
});
