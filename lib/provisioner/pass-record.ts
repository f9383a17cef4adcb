import { findCondition, type ObjectStatus } from '#lib/domain/condition.ts';
import { renderEnvironment } from './desired/render-environment.ts';
import type { Drift } from './diff/drift.ts';
import type { Claim, Clock, PassRecord } from './ports.ts';
import { backOffMs, computeConditions } from './status/conditions.ts';
import { computeObjects } from './status/object-status.ts';
import { type PassResult, resultOf } from './status/pass-result.ts';

const verifyEveryMs = 600_000;
const stalledEveryMs = 300_000;

/** What a pass leaves behind: conditions, and when to look again. */
export function passRecord(
  claim: Claim,
  result: PassResult,
  found: { objects: ObjectStatus[]; drift: Drift[]; namespaceUid: string | null },
  clock: Clock,
): PassRecord {
  const conditions = computeConditions(
    result,
    found.objects,
    claim.conditions,
    claim.generation,
    clock.now().toISOString(),
  );
  const isReady = conditions.some(({ type, status }) => type === 'Ready' && status === 'True');
  const attempts = result.outcome === 'retry' ? claim.attempts + 1 : 0;
  return {
    ...found,
    conditions,
    attempts,
    nextAttemptInMs: nextAttempt(result, attempts, clock.spread()),
    becameReady: isReady && !claim.everReady,
    finalized: false,
  };
}

function nextAttempt(result: PassResult, attempts: number, spread: number): number {
  if (result.outcome === 'retry') return Math.max(result.retryAfterMs, backOffMs(attempts, spread));
  if (result.outcome === 'wait') return result.retryInMs;
  return Math.round((result.outcome === 'done' ? verifyEveryMs : stalledEveryMs) * (0.9 + 0.2 * spread));
}

/**
 * What a pass leaves behind that could not even look at the cluster. What was verified for this generation stays
 * as it was seen last; nothing new is claimed.
 */
export function interruptedPass(claim: Claim, error: Error, clock: Clock): PassRecord {
  const { spec, namespaceUid } = claim;
  const now = clock.now().toISOString();
  const waiting = renderEnvironment(spec).map((manifest) => ({
    manifest,
    observed: null,
    tookMs: null,
    error: null,
  }));
  const objects = claim.objects.length > 0 ? [...claim.objects] : computeObjects(waiting, [], now);
  const result = resultOf([{ change: { kind: 'Namespace', name: spec.namespace }, error }], objects);
  const record = passRecord(claim, result, { objects, drift: [], namespaceUid }, clock);
  const seen = findCondition(claim.conditions, 'Ready');
  if (seen?.observedGeneration !== claim.generation) return record;
  const conditions = record.conditions.map((condition) => (condition.type === 'Ready' ? seen : condition));
  return { ...record, conditions };
}

/** What a pass leaves behind where the name is taken by a namespace that is not ours: nothing is touched. */
export function notOwnedPass(claim: Claim, clock: Clock): PassRecord {
  const message = `A namespace ${claim.spec.namespace} exists that Bailiwick did not create. It is left alone; remove it or choose another name.`;
  return passRecord(
    claim,
    { outcome: 'stalled', reason: 'NamespaceNotOwned', message },
    { objects: [...claim.objects], drift: [], namespaceUid: claim.namespaceUid },
    clock,
  );
}
