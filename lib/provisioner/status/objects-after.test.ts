import { expect, it } from 'vitest';
import type { ObjectStatus } from '#lib/domain/condition.ts';
import { renderEnvironment } from '../desired/render-environment.ts';
import { observeAll, patched, testSpec } from '../desired/spec.test-fixture.ts';
import type { Drift } from '../diff/drift.ts';
import { planChanges } from '../diff/plan.ts';
import { objectsAfter, type PassSeen } from './objects-after.ts';

const desired = renderEnvironment(testSpec()).filter(({ kind }) => kind === 'LimitRange');
const [manifest] = desired;
if (manifest === undefined) throw new Error('There is no limit range.');
const clean = observeAll(desired);
const [stored] = clean.get('LimitRange') ?? [];
const edited = new Map([['LimitRange', [patched(stored, { spec: { limits: [] } })]]]) as typeof clean;
const [repair] = planChanges(desired, edited);
const [create] = planChanges(desired, new Map());
if (stored === undefined || repair === undefined || create === undefined)
  throw new Error('There is no plan.');

const now = new Date('2026-11-24T12:00:00.000Z');
const lastAt = new Date(now.getTime() - 100).toISOString();
const drift: Drift = {
  ...{ kind: 'LimitRange', name: 'bailiwick', change: 'edited', manager: 'helm' },
  ...{ editedAt: null, held: false, fields: [{ path: 'spec.limits', desired: '1', observed: '2' }] },
};
const before = (count: number): ObjectStatus[] => [
  {
    ...{ kind: 'LimitRange', name: 'bailiwick', step: 'verified', tookMs: 7, message: '', at: lastAt },
    ...(count === 0 ? {} : { contest: { count, lastAt, paths: ['spec.limits'], manager: 'helm' } }),
  },
];
const after = (pass: Partial<PassSeen>, previous = before(0)) =>
  objectsAfter(
    { desired, outcomes: [], planned: [], observed: clean, held: [], drift: [], ...pass },
    previous,
    now,
  );

it.each<[string, Partial<PassSeen>, Partial<ObjectStatus>]>([
  ['what the cluster shows is verified', {}, { step: 'verified', tookMs: 7, at: lastAt }],
  [
    'what was written is verified by its answer before the watch tells',
    { observed: new Map(), outcomes: [{ change: create, tookMs: 3, object: stored, error: null }] },
    { step: 'verified', tookMs: 3 },
  ],
  [
    'the watch is believed more than an answer',
    { observed: edited, outcomes: [{ change: repair, tookMs: 3, object: stored, error: null }] },
    { step: 'written', tookMs: 3 },
  ],
  [
    'a failed write says why',
    {
      observed: edited,
      outcomes: [{ change: repair, tookMs: 4, object: null, error: new Error('no room') }],
    },
    { step: 'failed', message: 'no room', tookMs: 4 },
  ],
  ['what is not there yet waits', { observed: new Map() }, { step: 'waiting' }],
  ['what a pause holds says so', { observed: edited, held: [repair] }, { step: 'held', tookMs: 7 }],
])('%s', (_, pass, expected) => {
  expect(after(pass).objects).toMatchObject([expected]);
});

it.each<[string, Partial<PassSeen>, boolean]>([
  ['edited during the pass', { observed: edited }, true],
  ['deleted during the pass', { observed: new Map() }, true],
  ['as agreed at both ends', {}, false],
  ['planned, and not as agreed yet', { observed: edited, planned: [repair] }, false],
  ['planned, and not there yet', { observed: new Map(), planned: [create] }, false],
  ['held back by a pause', { observed: edited, planned: [repair], held: [repair] }, false],
])('what has strayed: %s', (_, pass, expected) => {
  expect(after(pass).objects.map(({ strayed }) => strayed === true)).toEqual([expected]);
});

it.each([
  ['the first rounds are told', 0, { drift: [drift], contested: [] }],
  ['the round that makes it a contest is told', 2, { drift: [drift], contested: [] }],
  ['later rounds are counted', 3, { drift: [], contested: [drift] }],
])('%s', (_, count, expected) => {
  const found = after({ drift: [drift] }, before(count));
  expect(found).toMatchObject(expected);
  expect(found.objects[0]?.contest?.count).toBe(count + 1);
  expect(found.contest === null).toBe(count < 2);
});

it('nobody answers a contest about what a pause holds', () => {
  expect(after({ observed: edited, held: [repair], drift: [drift] }, before(5)).contest).toBeNull();
});
