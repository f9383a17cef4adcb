import assert from 'node:assert/strict';
import { findCondition } from '#lib/domain/condition.ts';
import { managedKinds } from '#lib/provisioner/desired/managed-kinds.ts';
import type { ApiRequest, Fate } from '#tools/chaos/api-proxy.ts';
import { until } from '#tools/test/until.ts';
import type { FaultRow } from '../row.ts';
import { readApiPath } from '../world/api-path.ts';
import { conditionsOf, untilReady } from '../world/conditions-of.ts';
import { patienceMs } from '../world/patience.ts';
import type { World } from '../world/world.ts';

const refusal: Fate = { kind: 'answer', status: 500 };
const isWrite = ({ method }: ApiRequest) => method !== 'GET';
const failuresEach = 3;

/** Row 9: the k-th write of a new environment fails, for every k, and then one write in four of several at once. */
export const objectFails: FaultRow = {
  number: 9,
  name: 'k-th object fails, k = 1…n',
  budgetSeconds: 10,
  environments: 1,
  run: async (world) => {
    const writes = await countWrites(world);
    assert(writes > managedKinds.length, `an environment takes ${writes} writes only`);
    await failNamespace(world);
    await failEach(world, writes - 1);
    await failOneInFour(world);
  },
};

async function countWrites(world: World): Promise<number> {
  const before = world.journal.writes().length;
  const { id } = await world.people.approve('count');
  await untilReady(world, id);
  return world.journal.writes().length - before;
}

/** The first write has no namespace in its path: it fails for whoever comes. */
async function failNamespace(world: World): Promise<void> {
  let failures = 0;
  world.api.decide((request) => {
    const isNamespace = isWrite(request) && readApiPath(request.path)?.kind === 'Namespace';
    if (!isNamespace || failures === failuresEach) return { kind: 'pass' };
    failures += 1;
    return refusal;
  });
  const { id } = await world.people.approve('k1');
  await untilSaid(world, id, () => failures === failuresEach);
  await untilReady(world, id);
  assert.equal(failures, failuresEach, 'the namespace was tried again');
}

interface Target {
  /** Which write inside of the namespace is to fail: 1, 2, 3 … */
  k: number;
  count: number;
  /** The object of that write, once it is known. */
  object: string;
  failures: number;
}

/** An environment for each of the other writes, which fails three times in a row: said, never Ready, and then healed. */
async function failEach(world: World, writes: number): Promise<void> {
  const targets = new Map<string, Target>();
  world.api.decide((request) => {
    const about = isWrite(request) ? readApiPath(request.path) : null;
    const target = targets.get(about?.namespace ?? '');
    return about === null || target === undefined || !isToFail(target, `${about.kind}${about.isStatus}`)
      ? { kind: 'pass' }
      : refusal;
  });
  const ids: string[] = [];
  for (let k = 1; k <= writes; k += 1) {
    targets.set(`${world.people.teamSlug}-k${k + 1}`, { k, count: 0, object: '', failures: 0 });
    ids.push((await world.people.approve(`k${k + 1}`)).id);
  }
  const all = [...targets.values()];
  await Promise.all(
    ids.map((id, index) => untilSaid(world, id, () => all[index]?.failures === failuresEach)),
  );
  for (const id of ids) await untilReady(world, id);
  const met = all.filter(({ object }) => object !== '');
  // How many writes an environment takes varies by one or two: a controller may have done one, or made another necessary.
  assert(met.length >= all.length - 2, `${met.length} of ${all.length} writes were met`);
  for (const { k, object, failures } of met) {
    // The controllers write a quota's first status too, and whoever comes first has done it.
    const least = object === 'ResourceQuotatrue' ? 1 : failuresEach;
    assert(failures >= least, `write ${k + 1} (${object}) was tried ${failures} times while it failed`);
  }
}

// A first try may be a POST and the next one an apply, where a controller was faster.
function isToFail(target: Target, object: string): boolean {
  target.count += 1;
  if (target.count === target.k) target.object = object;
  if (target.object !== object || target.failures === failuresEach) return false;
  target.failures += 1;
  return true;
}

async function untilSaid(world: World, id: string, isOver: () => boolean): Promise<void> {
  const isSaid = async () => {
    const wasOver = isOver();
    const conditions = await conditionsOf(world, id);
    const isReady = findCondition(conditions, 'Ready')?.status === 'True';
    return wasOver || isReady || findCondition(conditions, 'Reconciling')?.reason === 'Unavailable';
  };
  await until(isSaid, { deadlineMs: patienceMs, what: `the failure to be said of ${id}`, everyMs: 10 });
}

async function failOneInFour(world: World): Promise<void> {
  world.api.decide((request) =>
    isWrite(request) && world.random.below(4) === 0 ? refusal : { kind: 'pass' },
  );
  const ids: string[] = [];
  for (const slug of ['q1', 'q2', 'q3', 'q4']) ids.push((await world.people.approve(slug)).id);
  for (const id of ids) await untilReady(world, id);
  world.api.decide(() => ({ kind: 'pass' }));
}
