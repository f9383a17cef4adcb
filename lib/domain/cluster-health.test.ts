import { expect, test } from 'vitest';
import { judgeCluster, type ReplicaSign, replicaState } from './cluster-health.ts';

const sign = (changes: Partial<ReplicaSign>): ReplicaSign => ({
  beatAt: '2026-01-01T10:00:00.000Z',
  ageMs: 1000,
  clusterSeenAt: '2026-01-01T09:59:59.000Z',
  unreachableSince: null,
  stoppedAt: null,
  ...changes,
});

test('no replica at all is no provisioner', () => {
  expect(judgeCluster([])).toEqual({ state: 'no-provisioner', since: null, seenAt: null });
});

test('a sign older than 15 s counts as none, and the last one tells since when', () => {
  const health = judgeCluster([
    sign({ ageMs: 15_001 }),
    sign({ ageMs: 90_000, beatAt: '2026-01-01T09:58:31.000Z' }),
  ]);
  expect(health).toEqual({
    state: 'no-provisioner',
    since: '2026-01-01T10:00:00.000Z',
    seenAt: '2026-01-01T09:59:59.000Z',
  });
});

test('one replica that reaches the cluster is enough', () => {
  const lost = sign({ unreachableSince: '2026-01-01T09:50:00.000Z' });
  expect(judgeCluster([lost, sign({ ageMs: 15_000 })]).state).toBe('live');
});

test('when all replicas that live lost the cluster, it is unreachable since the first of them', () => {
  const health = judgeCluster([
    sign({ unreachableSince: '2026-01-01T09:55:00.000Z' }),
    sign({ unreachableSince: '2026-01-01T09:50:00.000Z' }),
    sign({ ageMs: 60_000 }),
  ]);
  expect(health).toMatchObject({ state: 'unreachable', since: '2026-01-01T09:50:00.000Z' });
});

test('a replica that ended in order is none, however fresh its last sign', () => {
  const stopped = sign({ stoppedAt: '2026-01-01T10:00:00.000Z' });
  expect(judgeCluster([stopped]).state).toBe('no-provisioner');
  expect(judgeCluster([stopped, sign({})]).state).toBe('live');
});

test.each([
  ['working', {}],
  ['unreachable', { unreachableSince: '2026-01-01T10:00:00.000Z' }],
  ['silent', { ageMs: 15_001, unreachableSince: '2026-01-01T10:00:00.000Z' }],
  ['stopped', { stoppedAt: '2026-01-01T10:00:00.000Z', ageMs: 90_000 }],
])('a replica is %s', (state, changes) => expect(replicaState(sign(changes))).toBe(state));
