import { describe, expect, it } from 'vitest';
import type { Condition, ObjectStatus } from '#lib/domain/condition.ts';
import type { ObservedObject } from '../desired/observed-object.ts';
import { renderEnvironment } from '../desired/render-environment.ts';
import { observeAll, patched, testSpec } from '../desired/spec.test-fixture.ts';
import { heldBack, heldMessage } from './held-back.ts';
import { planChanges } from './plan.ts';

const desired = renderEnvironment(testSpec());
const binding = desired.find(({ kind }) => kind === 'RoleBinding')?.metadata.name ?? '';
const at = '2026-11-24T12:00:00.000Z';
const ready: Condition = {
  type: 'Ready',
  status: 'True',
  reason: 'Verified',
  message: '',
  observedGeneration: 3,
  lastTransitionTime: at,
};
const verified = desired.map(({ kind, metadata }): ObjectStatus => {
  return { kind, name: metadata.name, step: 'verified', tookMs: 1, message: '', at };
});
const before = { generation: 3, healingPaused: true, conditions: [ready], objects: verified };

function planWith(kind: string, name: string, patch: object | null) {
  const observed = observeAll(desired);
  const objects = observed.get(kind) ?? [];
  const found = objects.find(({ metadata }) => metadata.name === name);
  const stranger: ObservedObject = {
    kind,
    metadata: { name, namespace: 'payments-qa1', uid: name, resourceVersion: '9' },
  };
  const others = objects.filter((object) => object !== found);
  observed.set(kind, patch === null ? others : [...others, patched(found ?? stranger, patch)]);
  return planChanges(desired, observed);
}

const edited = () => planWith('ResourceQuota', 'bailiwick', { spec: { hard: { pods: '999' } } });
const held = (plan: ReturnType<typeof planWith>, change: object = {}) =>
  heldBack(plan, { ...before, ...change }).map(({ action, kind }) => `${action} ${kind}`);

describe('a pause holds back', () => {
  it.each([
    ['an edited quota', edited(), ['repair ResourceQuota']],
    ['a deleted limit range', planWith('LimitRange', 'bailiwick', null), ['create LimitRange']],
    ['a deleted policy', planWith('NetworkPolicy', 'default-deny', null), ['create NetworkPolicy']],
    [
      'a deleted binding, which gives nobody anything',
      planWith('RoleBinding', binding, null),
      ['create RoleBinding'],
    ],
    ['no second quota', planWith('ResourceQuota', 'theirs', { spec: { hard: { pods: '9' } } }), []],
    [
      'no policy that opens everything',
      planWith('NetworkPolicy', 'open', { spec: { podSelector: {}, ingress: [{}] } }),
      [],
    ],
    [
      'no edit of who has access',
      planWith('RoleBinding', binding, { subjects: [{ kind: 'User', name: 'mallory' }] }),
      [],
    ],
    [
      'no other role of a binding',
      planWith('RoleBinding', binding, { roleRef: { name: 'cluster-admin' } }),
      [],
    ],
    [
      'no edit of the namespace',
      planWith('Namespace', 'payments-qa1', { metadata: { labels: { 'bailiwick.dev/team': 'x' } } }),
      [],
    ],
    ['nothing while the namespace is gone', planChanges(desired, new Map()), []],
  ])('%s', (_, plan, expected) => {
    expect(plan).not.toEqual([]);
    expect(held(plan)).toEqual(expected);
  });

  it('nothing unless healing is paused', () => expect(held(edited(), { healingPaused: false })).toEqual([]));
  it('nothing of a new generation', () => expect(held(edited(), { generation: 4 })).toEqual([]));
  it('nothing that was never verified', () => expect(held(edited(), { objects: [] })).toEqual([]));
  it('what it has held before', () =>
    expect(held(edited(), { objects: verified.map((object) => ({ ...object, step: 'held' })) })).toEqual([
      'repair ResourceQuota',
    ]));
});

it('says what is different, so that another edit is told anew', () => {
  const [change] = edited();
  const [deletion] = planWith('LimitRange', 'bailiwick', null);
  if (change === undefined || deletion === undefined) throw new Error('There is no change.');
  expect(heldMessage(change)).toBe('Left as it is while healing is paused: spec.hard.pods is "999".');
  expect(heldMessage(deletion)).toBe('Left as it is while healing is paused: it was deleted.');
});
