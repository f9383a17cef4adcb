import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { stopOwnControlPlane, withOwnControlPlane } from '#tools/faults/world/own-control-plane.ts';
import { untilAgreed } from '#tools/faults/world/until-agreed.ts';
import { openWorld, type World } from '#tools/faults/world/world.ts';
import { loseCluster } from './cluster-lost.ts';

// What `npm run soak -- recovery` rehearses with 200 environments, with a few.
const count = 4;
let world: World;
const grounds = () => ({
  databaseAdminUrl: inject('databaseAdminUrl'),
  adminKubeconfig: inject('adminKubeconfig'),
  provisionerKubeconfig: inject('provisionerKubeconfig'),
});

beforeAll(async () => {
  world = await openWorld(grounds(), { seed: 1, realTimes: true });
  await world.startReplica('one');
  for (let index = 0; index < count; index += 1) await world.people.approve(`e${index}`);
  await untilAgreed(world, 'the environments to be Ready');
});
afterAll(async () => {
  await world.close();
  await stopOwnControlPlane();
});

test('cluster lost: nothing is done in another one until it is accepted, then everything is made in it', async () => {
  const steps = await withOwnControlPlane(grounds(), (empty) => loseCluster(world, empty, 120_000), true);
  expect(steps).toHaveLength(1);
});
