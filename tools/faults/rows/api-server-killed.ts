import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { type Condition, findCondition } from '#lib/domain/condition.ts';
import { until } from '#tools/test/until.ts';
import type { FaultRow } from '../row.ts';
import { conditionsOf } from '../world/conditions-of.ts';
import { environmentOf } from '../world/environment-of.ts';
import { ownProcess } from '../world/own-process.ts';
import { patienceMs } from '../world/patience.ts';
import type { World } from '../world/world.ts';

// The provisioner's 16 workers, and what goes before them: revocations and signs of life.
const mostAtOnce = 16 + 2;
const shortOutageMs = 10_000;
const longOutageMs = 600_000;

/** Row 1: the API server is killed, people go on approving, and it comes back. */
export const apiServerKilled: FaultRow = {
  number: 1,
  name: 'API server killed and back',
  budgetSeconds: 30,
  ownControlPlane: true,
  spendsControlPlane: true,
  run: async (world) => {
    const { child, restart } = ownProcess(world, 'kube-apiserver');
    const before = world.journal.writes().length;
    await child.stop('SIGKILL');
    const began = performance.now();
    const approved: string[] = [];
    const count = world.realTimes ? 200 : 50;
    for (let index = 0; index < count; index += 1)
      approved.push((await world.people.approve(`a${index}`)).id);
    await untilTold(world, approved);
    const { id } = await environmentOf(world, 'e0');
    const ready = findCondition(await conditionsOf(world, id), 'Ready');
    assert.equal(ready?.status, 'True', 'the last state of what was Ready is not shown any more');
    await pause(Math.max(0, outageMs(world) - (performance.now() - began)));
    assert.equal(world.journal.writes().length, before, 'a killed API server has answered a write');
    await restart();
    assert(world.api.busiest() <= mostAtOnce, `${world.api.busiest()} calls were under way at once`);
  },
};

// One seed in ten waits as long as it takes to restore a control plane.
function outageMs({ realTimes, seed }: World): number {
  if (!realTimes) return 0;
  return seed % 10 === 0 ? longOutageMs : shortOutageMs;
}

/** The banner's row says since when, and each new environment why it waits. */
async function untilTold({ database }: World, ids: string[]): Promise<void> {
  const isAway = async () => {
    const { unreachableSince } = await database.provisionerHeartbeat.findFirstOrThrow();
    return unreachableSince !== null;
  };
  await until(isAway, { deadlineMs: patienceMs, what: 'the cluster to be called unreachable' });
  const isSaid = async () => {
    const rows = await database.environmentStatus.findMany({ where: { environmentId: { in: ids } } });
    const reasons = rows.map(
      ({ conditions }) => findCondition(conditions as unknown as Condition[], 'Reconciling')?.reason,
    );
    return reasons.length === ids.length && reasons.every((reason) => reason === 'Unreachable');
  };
  await until(isSaid, { deadlineMs: 2 * patienceMs, what: 'all to say that the cluster is unreachable' });
}
