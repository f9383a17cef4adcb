import assert from 'node:assert/strict';
import { recordFigure } from '#tools/test/figures.ts';
import { until } from '#tools/test/until.ts';
import { labelOfRequest, labelOfTurn } from '../crashes/crash-point.ts';
import type { FaultRow } from '../row.ts';
import { patienceMs } from '../world/patience.ts';
import type { Replica } from '../world/replica.ts';
import { untilAgreed } from '../world/until-agreed.ts';
import type { World } from '../world/world.ts';

const isQuotaWrite = 'PATCH ResourceQuota bailiwick';
const takeOverMs = 15_000;
const afterStartMs = 5_000;

/**
 * Row 11: frozen with a commit on its way, then with a write to the cluster on its way and others to follow, and then with
 * one that arrives when the heir has long written something newer.
 */
export const frozenReplica: FaultRow = {
  number: 11,
  name: 'frozen beyond its lease, then resumed',
  budgetSeconds: 5,
  environments: 1,
  run: async (world) => {
    const [one] = world.replicas;
    assert(one);
    await commitOnItsWay(world, one);
    const heir = world.replicas.find((replica) => replica !== one);
    assert(heir);
    await heir.end();
    await writeOnItsWay(world, one);
  },
};

async function commitOnItsWay(world: World, one: Replica): Promise<void> {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  let isHeld = false;
  world.sql.decide((turn) => {
    if (isHeld || labelOfTurn(turn) !== 'update environment_status.conditions') return { kind: 'pass' };
    isHeld = true;
    held.resolve();
    return { kind: 'hold', until: released };
  });
  await world.people.resize('e0', 31);
  await held.promise;
  one.signal('SIGSTOP');
  const heir = await world.startReplica('heir');
  await untilAgreed(world, 'the heir to finish');
  const before = await savedByPasses(world);
  release();
  one.signal('SIGCONT');
  const isFenced = async () => (await one.metric('bailiwick_fenced_writes_total')) >= 1;
  await until(isFenced, { deadlineMs: patienceMs, what: 'the save of the frozen replica to be refused' });
  assert.deepEqual(await savedByPasses(world), before);
  assert.equal(await heir.metric('bailiwick_fenced_writes_total'), 0);
}

async function writeOnItsWay(world: World, one: Replica): Promise<void> {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  let isHeld = false;
  world.api.decide((request) => {
    if (isHeld || labelOfRequest(request) !== isQuotaWrite) return { kind: 'pass' };
    isHeld = true;
    held.resolve();
    return { kind: 'hold', until: released };
  });
  await world.people.resize('e0', 32);
  await held.promise;
  one.signal('SIGSTOP');
  const beganAt = performance.now();
  await world.startReplica('second-heir');
  const startedMs = performance.now() - beganAt;
  await world.people.resize('e0', 33);
  await untilAgreed(world, 'the second heir to finish');
  const tookMs = performance.now() - beganAt;
  recordFigure('take-over after a freeze, start of the heir included', `${(tookMs / 1000).toFixed(1)} s`);
  // An heir that was there before would have taken it by then; this one had to start first.
  const goalMs = Math.max(takeOverMs, startedMs + afterStartMs);
  world.timings.push({ what: 'taken over', ms: tookMs, goalMs });
  const written = world.journal.writes().length;
  const beats = await beatOf(world, one);
  one.signal('SIGCONT');
  await until(async () => (await beatOf(world, one)) > beats, {
    deadlineMs: patienceMs,
    what: 'it to beat again',
  });
  assert.deepEqual(world.journal.writes().slice(written), [], 'what was frozen wrote when it woke');
  // The write that left before the freeze arrives now, with the size before last, and the heir puts it right.
  release();
  const isThere = () => world.journal.writes().length > written;
  await until(isThere, { deadlineMs: patienceMs, what: 'the late write to arrive' });
}

// Usage follows the cluster's own counting, beside the passes.
function savedByPasses({ database }: World) {
  return database.environmentStatus.findMany({ omit: { usage: true, usageAt: true } });
}

async function beatOf({ database }: World, { name }: Replica): Promise<number> {
  const { beatAt } = await database.provisionerHeartbeat.findUniqueOrThrow({ where: { replica: name } });
  return beatAt.getTime();
}
