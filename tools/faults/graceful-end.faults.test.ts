import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { until } from '#tools/test/until.ts';
import { labelOfRequest } from './crashes/crash-point.ts';
import { untilAgreed } from './world/until-agreed.ts';
import { openWorld, type World } from './world/world.ts';

let world: World;

beforeAll(async () => {
  const grounds = {
    databaseAdminUrl: inject('databaseAdminUrl'),
    adminKubeconfig: inject('adminKubeconfig'),
    provisionerKubeconfig: inject('provisionerKubeconfig'),
  };
  world = await openWorld(grounds, { seed: 1, realTimes: true });
  await world.startReplica('one');
  await world.people.approve('e0');
  await untilAgreed(world, 'the environment to be Ready');
});
afterAll(() => world.close());

/** Resizes, and resolves when the provisioner's write of the new quota waits for its answer. */
async function quotaOnItsWay(pods: number, until: Promise<unknown>): Promise<void> {
  const done = Promise.withResolvers<void>();
  world.api.decide((request) =>
    labelOfRequest(request) === 'PATCH ResourceQuota bailiwick'
      ? { kind: 'hold-answer', done: done.resolve, until }
      : { kind: 'pass' },
  );
  await world.people.resize('e0', pods);
  await done.promise;
}

const leases = () => world.database.environmentStatus.count({ where: { leaseOwner: { not: null } } });
const atWork = () => world.database.provisionerHeartbeat.count({ where: { stoppedAt: null } });

test('asked to end with a pass in hand, it finishes the pass, gives its lease back and says that it has ended', async () => {
  const [one] = world.replicas;
  const answer = Promise.withResolvers<void>();
  await quotaOnItsWay(31, answer.promise);
  const ended = one?.end('SIGTERM');
  await until(() => one?.log().includes('"ending"'), { deadlineMs: 30_000, what: 'it to hear of its end' });
  expect(await leases()).toBe(1);
  answer.resolve();
  await ended;
  expect([await leases(), await atWork()]).toEqual([0, 0]);
  const [{ observedGeneration } = { observedGeneration: 0 }] =
    await world.database.environmentStatus.findMany();
  expect(observedGeneration).toBe(2);
});

test('a pass that does not come to its end is given up within its patience, and its lease given back', async () => {
  world.api.decide(() => ({ kind: 'pass' }));
  const two = await world.startReplica('two');
  const answer = Promise.withResolvers<void>();
  await quotaOnItsWay(32, answer.promise);
  await two.end('SIGTERM');
  answer.resolve();
  expect(two.log()).toContain('"msg":"ended"');
  expect([await leases(), await atWork()]).toEqual([0, 0]);
  world.api.decide(() => ({ kind: 'pass' }));
  await world.startReplica('three');
  await untilAgreed(world, 'the next one to finish');
});
