import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { clusterError } from './cluster-error.ts';
import { createPatience } from './patience.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const never = new Promise<never>(() => undefined);

test('an attempt ends at its own time, and a later one at the end of all patience', async () => {
  const patience = createPatience(1_000);
  patience.atMost(300);
  const first = expect(patience.with(never)).rejects.toMatchObject({ failure: 'deadline' });
  await vi.advanceTimersByTimeAsync(300);
  await first;

  const other = createPatience(1_000);
  await vi.advanceTimersByTimeAsync(900);
  other.atMost(300);
  const second = expect(other.with(never)).rejects.toMatchObject({ failure: 'deadline' });
  await vi.advanceTimersByTimeAsync(99);
  expect(other.signal.aborted).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  await second;
});

test('it ends with the reason of whoever ends it early, also before it began', async () => {
  const outer = new AbortController();
  const patience = createPatience(1_000, outer.signal);
  const work = expect(patience.with(never)).rejects.toMatchObject({ failure: 'lease-lost' });
  outer.abort(clusterError('lease-lost', 'gone'));
  await work;
  expect(createPatience(1_000, outer.signal).signal.aborted).toBe(true);
});

test('what is over is not ended any more', async () => {
  const patience = createPatience(100);
  await expect(patience.with(Promise.resolve('answer'))).resolves.toBe('answer');
  patience.end();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(patience.signal.aborted).toBe(false);
});
