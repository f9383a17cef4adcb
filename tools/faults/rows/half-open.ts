import assert from 'node:assert/strict';
import { until } from '#tools/test/until.ts';
import type { FaultRow } from '../row.ts';
import { deleteObject } from '../world/edit.ts';
import { environmentOf } from '../world/environment-of.ts';
import { patienceMs } from '../world/patience.ts';

/** Row 6: the connections to the API server are dead and nobody says so; the stall is found, and what was missed healed. */
export const halfOpen: FaultRow = {
  number: 6,
  name: 'watch half-open',
  budgetSeconds: 20,
  run: async (world) => {
    const one = world.replicas[0];
    assert(one !== undefined);
    const failures = () => one.metric('bailiwick_watch_failures_total');
    const before = await failures();
    world.wire.strand();
    const began = performance.now();
    for (const slug of ['e0', 'e1']) {
      const { namespace } = await environmentOf(world, slug);
      await deleteObject(world, { kind: 'LimitRange', namespace, name: 'bailiwick' });
      await deleteObject(world, { kind: 'ResourceQuota', namespace, name: 'bailiwick' });
    }
    const isFound = async () => (await failures()) >= before + 6;
    await until(isFound, { deadlineMs: patienceMs, what: 'all watches to be found dead' });
    assert(one.isAlive());
    const ms = performance.now() - began;
    world.timings.push({ what: 'stall found', ms, goalMs: world.times.stallMs + 2_000 });
  },
};
