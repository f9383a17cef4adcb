import { afterAll, expect, inject, test } from 'vitest';
import { stopOwnControlPlane } from '#tools/faults/world/own-control-plane.ts';
import { rehearse } from './rehearse.ts';

afterAll(stopOwnControlPlane);

// What `npm run soak -- recovery` does with 200 environments. What is lost, and that it is back, is checked step by step.
test('each loss is recovered from, and nothing is taken away by it', async () => {
  const grounds = {
    databaseAdminUrl: inject('databaseAdminUrl'),
    adminKubeconfig: inject('adminKubeconfig'),
    provisionerKubeconfig: inject('provisionerKubeconfig'),
  };
  const rehearsals = await rehearse(grounds, 3);
  expect(rehearsals.map(({ loss, steps }) => [loss, steps.length])).toEqual([
    ['Database lost, with a backup', 4],
    ['Database lost, without any', 2],
    ['Cluster lost', 1],
  ]);
});
