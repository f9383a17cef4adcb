import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createDatabase, type Database } from '#lib/data/client.ts';
import { clusterError } from '#lib/k8s/cluster-error.ts';
import type { Transport } from '#lib/k8s/transport.ts';
import { createTestDatabase, type TestDatabase } from '#tools/test/database.ts';
import { type ClusterGuard, createClusterGuard } from './cluster-guard.ts';

let own: TestDatabase;
let database: Database;
let calls = 0;
let answer: () => Promise<unknown>;
let guard: ClusterGuard;

// An API server that answers as the test wants.
const transport = {
  call: () => {
    calls += 1;
    return answer();
  },
} as unknown as Transport;
const cluster = (uid: string) => async () => ({ metadata: { uid } });

beforeAll(async () => {
  own = await createTestDatabase();
  database = createDatabase(own.provisionerUrl, 1);
});
beforeEach(() => {
  calls = 0;
  answer = cluster('first');
  guard = createClusterGuard(database, transport);
});
afterAll(async () => {
  await database.$disconnect();
  await own.drop();
});

test('the first cluster that is met is ours; who asks at once asks it once', async () => {
  await Promise.all(Array.from({ length: 5 }, () => guard.assertOurs()));
  expect([calls, guard.problem()]).toEqual([1, null]);
});

test('another cluster is refused in words, each time it is asked', async () => {
  answer = cluster('second');
  for (const times of [1, 2]) {
    await expect(guard.assertOurs()).rejects.toMatchObject({ failure: 'unreachable', transient: true });
    expect(calls).toBe(times);
  }
  expect(guard.problem()).toContain('This is another cluster (second)');
  answer = cluster('first');
  await guard.assertOurs();
  expect(guard.problem()).toBeNull();
});

test('an API server that wants to be left alone is left alone for as long', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  try {
    const throttled = clusterError('throttled', 'Too many requests.', 400);
    answer = () => Promise.reject(throttled);
    await expect(guard.assertOurs()).rejects.toBe(throttled);
    answer = cluster('first');
    vi.advanceTimersByTime(399);
    await expect(guard.assertOurs()).rejects.toBe(throttled);
    expect(calls).toBe(1);
    vi.advanceTimersByTime(1);
    await guard.assertOurs();
    expect(calls).toBe(2);
  } finally {
    vi.useRealTimers();
  }
});
