import { expect, it } from 'vitest';
import type { ObjectStatus } from '#lib/domain/condition.ts';
import { renderEnvironment } from '../desired/render-environment.ts';
import { observeAll, patched, testSpec } from '../desired/spec.test-fixture.ts';
import { dueChanges } from './due-changes.ts';
import { planChanges } from './plan.ts';

const desired = renderEnvironment(testSpec());
const now = new Date('2026-11-24T12:00:00.000Z');
const ago = (ms: number) => new Date(now.getTime() - ms).toISOString();
const contest = (count: number, lastAt: string) => ({
  contest: { count, lastAt, paths: [], manager: 'helm' },
});

/** An edited quota and a stranger's binding, after a pass that left the quota like that. */
function divide(quota: Partial<ObjectStatus>, healingPaused: boolean) {
  const observed = observeAll(desired);
  observed.set(
    'ResourceQuota',
    (observed.get('ResourceQuota') ?? []).map((object) =>
      patched(object, { spec: { hard: { pods: '999' } } }),
    ),
  );
  const [binding] = observed.get('RoleBinding') ?? [];
  if (binding === undefined) throw new Error('There is no binding.');
  observed.set('RoleBinding', [
    ...(observed.get('RoleBinding') ?? []),
    patched(binding, { metadata: { name: 'theirs', uid: 'theirs' } }),
  ]);
  const objects = desired.map(
    ({ kind, metadata }): ObjectStatus => ({
      ...{ kind, name: metadata.name, step: 'verified', tookMs: 1, message: '', at: ago(0) },
      ...(kind === 'ResourceQuota' ? quota : {}),
    }),
  );
  const condition = { reason: '', message: '', observedGeneration: 3, lastTransitionTime: ago(0) };
  const conditions = [{ type: 'Ready', status: 'True', ...condition } as const];
  const before = { generation: 3, healingPaused, conditions, objects };
  const { due, held, told } = dueChanges(planChanges(desired, observed), before, now);
  const names = (list: typeof due) => list.map(({ action, kind }) => `${action} ${kind}`);
  return { due: names(due), held: names(held), told: names(told) };
}

const prune = 'prune RoleBinding';
const repair = 'repair ResourceQuota';

it.each<[string, Partial<ObjectStatus>, boolean, Partial<ReturnType<typeof divide>>]>([
  ['everything is written', {}, false, { due: [prune, repair], held: [] }],
  ['a pause holds the edit, never the prune', {}, true, { due: [prune], held: [repair] }],
  ['two rounds are no contest', contest(2, ago(10)), false, { due: [prune, repair], held: [] }],
  ['a contest waits for its second', contest(3, ago(999)), false, { due: [prune], held: [], told: [prune] }],
  ['a contest whose second is over', contest(3, ago(1_000)), false, { due: [prune, repair], held: [] }],
  ['a pause answers no contest', contest(3, ago(10)), true, { due: [prune], held: [repair] }],
])('%s', (_, quota, paused, expected) => {
  expect(divide(quota, paused)).toEqual({ told: [prune, repair], ...expected });
});
