import { describe, expect, it } from 'vitest';
import { type Condition, findCondition, type ObjectStatus } from '#lib/domain/condition.ts';
import { clusterError } from '#lib/k8s/cluster-error.ts';
import { renderEnvironment } from '../desired/render-environment.ts';
import { observedAs, patched, testSpec } from '../desired/spec.test-fixture.ts';
import { backOffMs, computeConditions } from './conditions.ts';
import { computeObjects, isEnforced } from './object-status.ts';
import { type PassResult, resultOf } from './pass-result.ts';

const now = '2026-01-02T00:00:00.000Z';
const object = (step: ObjectStatus['step'], message = ''): ObjectStatus => ({
  kind: 'ResourceQuota',
  name: 'bailiwick',
  step,
  tookMs: 1,
  message,
  at: now,
});
const verdicts = (result: PassResult, objects: ObjectStatus[], previous: Condition[] = []) =>
  computeConditions(result, objects, previous, 2, now).map(
    ({ type, status, reason }) => `${type} ${status} ${reason}`,
  );

describe('conditions', () => {
  it.each<[string, PassResult, ObjectStatus['step'], string[]]>([
    [
      'done and verified',
      { outcome: 'done' },
      'verified',
      [
        'Ready True Verified',
        'Reconciling False Idle',
        'Stalled False NotStalled',
        'Drifted False AsDesired',
      ],
    ],
    [
      'done, but not verified',
      { outcome: 'done' },
      'written',
      [
        'Ready False NotVerified',
        'Reconciling False Idle',
        'Stalled False NotStalled',
        'Drifted False AsDesired',
      ],
    ],
    [
      'to be tried again',
      { outcome: 'retry', reason: 'Unreachable', message: 'm', retryAfterMs: 0 },
      'failed',
      [
        'Ready False Unreachable',
        'Reconciling True Unreachable',
        'Stalled False NotStalled',
        'Drifted Unknown NotCompared',
      ],
    ],
    [
      'waiting',
      { outcome: 'wait', reason: 'Terminating', message: 'm', retryInMs: 1 },
      'deleting',
      [
        'Ready False Terminating',
        'Reconciling True Terminating',
        'Stalled False NotStalled',
        'Drifted Unknown NotCompared',
      ],
    ],
    [
      'stalled',
      { outcome: 'stalled', reason: 'Invalid', message: 'm' },
      'failed',
      [
        'Ready False Invalid',
        'Reconciling False Idle',
        'Stalled True Invalid',
        'Drifted Unknown NotCompared',
      ],
    ],
  ])('%s', (_title, result, step, expected) => expect(verdicts(result, [object(step)])).toEqual(expected));

  it('keep their transition time while the status stays, and carry the generation', () => {
    const first = computeConditions(
      { outcome: 'done' },
      [object('verified')],
      [],
      1,
      '2026-01-01T00:00:00.000Z',
    );
    const second = computeConditions({ outcome: 'done' }, [object('verified')], first, 2, now);
    expect(second.map(({ lastTransitionTime }) => lastTransitionTime)).toEqual(
      first.map(({ lastTransitionTime }) => lastTransitionTime),
    );
    expect(second.every(({ observedGeneration }) => observedGeneration === 2)).toBe(true);
    const stalled: PassResult = { outcome: 'stalled', reason: 'Invalid', message: '' };
    const third = computeConditions(stalled, [object('failed')], second, 2, now);
    expect(findCondition(third, 'Ready')?.lastTransitionTime).toBe(now);
  });
});

describe('the verdict over a pass', () => {
  const failed = (failure: Parameters<typeof clusterError>[0], retryAfterMs = 0) => ({
    change: { kind: 'LimitRange', name: 'bailiwick' },
    error: clusterError(failure, 'because', retryAfterMs),
  });
  it.each([
    ['invalid', 'stalled'],
    ['forbidden', 'stalled'],
    ['already-exists', 'stalled'],
    ['unreachable', 'retry'],
    ['deadline', 'retry'],
    ['throttled', 'retry'],
    ['unavailable', 'retry'],
    ['conflict', 'retry'],
    ['not-found', 'retry'],
    ['unauthorized', 'retry'],
    ['terminating', 'retry'],
  ] as const)('%s → %s', (failure, outcome) => expect(resultOf([failed(failure)], []).outcome).toBe(outcome));

  it('one final failure outweighs the others, and the longest wait is honoured', () => {
    expect(resultOf([failed('throttled'), failed('invalid')], [])).toMatchObject({
      outcome: 'stalled',
      reason: 'Invalid',
    });
    expect(resultOf([failed('throttled', 3_000), failed('deadline')], [])).toMatchObject({
      retryAfterMs: 3_000,
    });
  });

  it('waits for what is not verified', () => {
    expect(resultOf([], [object('verified'), object('written', 'Not yet.')])).toMatchObject({
      outcome: 'wait',
    });
    expect(resultOf([], [object('verified')])).toEqual({ outcome: 'done' });
  });
});

describe('object steps', () => {
  const manifest = renderEnvironment(testSpec()).find(({ kind }) => kind === 'ResourceQuota');
  if (!manifest) throw new Error('There is no quota.');
  const quota = patched(observedAs(manifest), { status: null });
  const enforced = { ...quota, status: { hard: (quota.spec as { hard: object }).hard } };
  const row = { manifest, tookMs: 5, error: null };
  it.each([
    ['not written yet', { ...row, observed: null }, 'waiting'],
    ['failed', { ...row, observed: null, error: 'no' }, 'failed'],
    ['a quota without status', { ...row, observed: quota }, 'written'],
    ['an enforced quota', { ...row, observed: enforced }, 'verified'],
    ['something else in the cluster', { ...row, observed: { ...enforced, spec: { hard: {} } } }, 'written'],
  ])('%s', (_title, result, step) => expect(computeObjects([result], [], now)[0]?.step).toBe(step));

  it('a status with fewer keys does not enforce', () => {
    expect(isEnforced(enforced)).toBe(true);
    expect(isEnforced({ ...quota, status: { hard: { pods: '20' } } })).toBe(false);
  });

  it('keep the time of a verification that goes on', () => {
    const before = [{ ...object('verified'), at: '2026-01-01T00:00:00.000Z' }];
    const [same] = computeObjects([{ ...row, tookMs: null, observed: enforced }], before, now);
    expect(same?.at).toBe('2026-01-01T00:00:00.000Z');
  });
});

it('backs off from a quarter of a second to a minute, with jitter', () => {
  expect([1, 2, 3, 4].map((attempt) => backOffMs(attempt, 0.5))).toEqual([250, 500, 1_000, 2_000]);
  expect(backOffMs(50, 0.5)).toBe(60_000);
  expect(backOffMs(1, 0)).toBeLessThan(backOffMs(1, 1));
});
