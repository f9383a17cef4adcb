import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { findCondition } from '#lib/domain/condition.ts';
import { until } from '#tools/test/until.ts';
import type { FaultRow } from '../row.ts';
import { conditionsOf } from '../world/conditions-of.ts';
import { ownProcess } from '../world/own-process.ts';
import { patienceMs } from '../world/patience.ts';

const frozenMs = 60_000;

/** Row 2: the API server takes every connection and answers nothing. Calls end by their deadlines, watches are found dead. */
export const apiServerFrozen: FaultRow = {
  number: 2,
  name: 'API server frozen 60 s',
  budgetSeconds: 15,
  ownControlPlane: true,
  run: async (world) => {
    const one = world.replicas[0];
    assert(one !== undefined);
    const { child } = ownProcess(world, 'kube-apiserver');
    const failures = () => one.metric('bailiwick_watch_failures_total');
    const before = await failures();
    const began = performance.now();
    process.kill(child.pid, 'SIGSTOP');
    try {
      const { id } = await world.people.approve('f1');
      const isSaid = async () =>
        findCondition(await conditionsOf(world, id), 'Reconciling')?.reason === 'Deadline';
      await until(isSaid, { deadlineMs: patienceMs, what: 'a call to meet its deadline' });
      const saidMs = performance.now() - began;
      assert.equal(await one.health('livez'), 200);
      assert.equal(await one.health('readyz'), 503);
      const isFound = async () => (await failures()) >= before + 6;
      await until(isFound, { deadlineMs: patienceMs, what: 'the watches to be found dead' });
      const foundMs = performance.now() - began;
      const { callDeadlineMs, stallMs } = world.times;
      world.timings.push({ what: 'deadline met', ms: saidMs, goalMs: callDeadlineMs + 3_000 });
      world.timings.push({ what: 'watches found dead', ms: foundMs, goalMs: stallMs + 3_000 });
      if (world.realTimes) await pause(Math.max(0, frozenMs - (performance.now() - began)));
      assert(world.api.busiest() <= 18, `${world.api.busiest()} calls were under way at once`);
      assert(
        one.descriptors() < (world.baseLine?.descriptors ?? 0) + 60,
        `${one.descriptors()} descriptors are open`,
      );
    } finally {
      process.kill(child.pid, 'SIGCONT');
    }
  },
};
