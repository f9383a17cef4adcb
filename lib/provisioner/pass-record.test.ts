import { expect, it } from 'vitest';
import type { Condition, ObjectStatus } from '#lib/domain/condition.ts';
import { renderEnvironment } from './desired/render-environment.ts';
import { testSpec } from './desired/spec.test-fixture.ts';
import { interruptedPass } from './pass-record.ts';
import type { Claim } from './ports.ts';

const at = '2026-11-24T12:00:00.000Z';
const spec = testSpec();
const ready: Condition = {
  type: 'Ready',
  status: 'True',
  reason: 'Verified',
  message: '',
  observedGeneration: 3,
  lastTransitionTime: at,
};
const objects = renderEnvironment(spec).map(({ kind, metadata }): ObjectStatus => {
  return { kind, name: metadata.name, step: 'verified', tookMs: 1, message: '', at };
});
const claim: Claim = {
  spec,
  generation: 3,
  observedGeneration: 3,
  fence: 1n,
  namespaceUid: 'uid',
  waitsFor: null,
  conditions: [ready],
  objects,
  foreignPolicies: [],
  attempts: 0,
  everReady: true,
  healingPaused: true,
  deleteAt: null,
};
const clock = { now: () => new Date(at), spread: () => 0.5 };
const stepsAfter = (generation: number) => [
  ...new Set(
    interruptedPass({ ...claim, generation }, new Error('cut off'), clock).objects.map(({ step }) => step),
  ),
];

it('a pass that could not look keeps what was verified for this generation', () =>
  expect(stepsAfter(3)).toEqual(['verified']));

it('and claims nothing for a new one, so that the next pass takes the new spec for no drift', () =>
  expect(stepsAfter(4)).toEqual(['waiting']));
