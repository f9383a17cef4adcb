import { expect, it } from 'vitest';
import { createWatchdog } from './watchdog.ts';

it('names what was not seen in its time, until it is seen or ends', () => {
  let now = 0;
  const watchdog = createWatchdog(() => now);
  const sweep = watchdog.watch('sweep', 1_000);
  const pass = watchdog.watch('pass of payments-dev', 5_000);
  now = 1_000;
  expect(watchdog.stuck()).toEqual([]);
  now = 6_000;
  expect(watchdog.stuck()).toEqual([
    'sweep has been stuck for 6 s',
    'pass of payments-dev has been stuck for 6 s',
  ]);
  sweep.seen();
  expect(watchdog.stuck()).toEqual(['pass of payments-dev has been stuck for 6 s']);
  pass.end();
  expect(watchdog.stuck()).toEqual([]);
  now = 7_001;
  expect(watchdog.stuck()).toEqual(['sweep has been stuck for 1 s']);
});
