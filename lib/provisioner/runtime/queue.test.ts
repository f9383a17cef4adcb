import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createQueue } from './queue.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const settled = () => vi.advanceTimersByTimeAsync(0);

test('a key that is added while it is worked on runs once more, and never beside itself', async () => {
  const ends: (() => void)[] = [];
  const queue = createQueue(() => new Promise((end) => ends.push(end)), 2);
  for (const key of ['a', 'a', 'a']) queue.add(key);
  expect([ends.length, queue.depth()]).toEqual([1, { waiting: 1, running: 1 }]);
  ends[0]?.();
  await settled();
  expect([ends.length, queue.depth()]).toEqual([2, { waiting: 0, running: 1 }]);
});

test('no more run at once than there are workers', async () => {
  const queue = createQueue(() => new Promise(() => undefined), 2);
  for (const key of ['a', 'b', 'c']) queue.add(key);
  expect(queue.depth()).toEqual({ waiting: 1, running: 2 });
});

test('who rests is left alone whoever adds it, and runs once afterwards; others go on', async () => {
  const runs: string[] = [];
  const queue = createQueue(async (key) => {
    runs.push(key);
    if (runs.length === 1) queue.rest(key, 1_000);
  }, 1);
  queue.add('a');
  await settled();
  for (const key of ['a', 'b', 'a']) queue.add(key);
  await vi.advanceTimersByTimeAsync(999);
  expect(runs).toEqual(['a', 'b']);
  await vi.advanceTimersByTimeAsync(1);
  expect(runs).toEqual(['a', 'b', 'a']);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(runs).toEqual(['a', 'b', 'a']);
});

test('a drained queue runs nothing more, also of what rests', async () => {
  const runs: string[] = [];
  const queue = createQueue(async (key) => void runs.push(key), 1);
  queue.rest('a', 1_000);
  await queue.drain();
  await vi.advanceTimersByTimeAsync(2_000);
  queue.rest('b', 1);
  queue.add('c');
  await vi.advanceTimersByTimeAsync(2_000);
  expect(runs).toEqual([]);
});
