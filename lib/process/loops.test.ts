import { pino } from 'pino';
import { expect, it } from 'vitest';
import { createLoops } from './loops.ts';
import { createWatchdog } from './watchdog.ts';

it('goes round over failures, tells of the first and of their end, and is watched until it ends', async () => {
  const lines: { msg: string; loop: string; failures: number }[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const ended = new AbortController();
  let now = 0;
  const watchdog = createWatchdog(() => now);
  const loops = createLoops(ended.signal, watchdog, log);
  let rounds = 0;
  const wentRound = new Promise<void>((resolve) => {
    loops.run('sweep', 1, async () => {
      rounds += 1;
      if (rounds === 2 || rounds === 3) throw new Error('no database');
      if (rounds === 5) resolve();
    });
  });
  await wentRound;
  expect(lines.map(({ msg, failures }) => ({ msg, failures }))).toEqual([
    { msg: 'sweep failed', failures: 1 },
    { msg: 'sweep works again', failures: 2 },
  ]);
  ended.abort();
  await loops.ended();
  now = 1_000_000;
  expect(watchdog.stuck()).toEqual([]);
});

it('a round that never ends is stuck three minutes after its time', async () => {
  let now = 0;
  const watchdog = createWatchdog(() => now);
  const { signal } = new AbortController();
  createLoops(signal, watchdog, pino({ level: 'silent' })).run('sweep', 1_000, () => new Promise(() => {}));
  now = 181_000;
  expect(watchdog.stuck()).toEqual([]);
  now = 181_001;
  expect(watchdog.stuck()).toEqual(['sweep has been stuck for 181 s']);
});
