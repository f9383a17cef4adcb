import { findCondition, type ObjectStatus } from '#lib/domain/condition.ts';
import type { ObservedManifest } from '#lib/domain/observed-manifest.ts';
import { renderEnvironment } from './desired/render-environment.ts';
import type { Drift } from './diff/drift.ts';
import { isNewGeneration } from './diff/held-back.ts';
import type { Claim, Clock, PassRecord } from './ports.ts';
import { backOffMs, computeConditions } from './status/conditions.ts';
import { computeObjects } from './status/object-status.ts';
import { type PassResult, resultOf } from './status/pass-result.ts';

const stalledEveryMs = 300_000;

/** What a pass leaves behind: conditions, and when to look again. */
export function passRecord(
  claim: Claim,
  result: PassResult,
  found: {
    objects: ObjectStatus[];
    observed?: ObservedManifest[];
    drift: Drift[];
    contested?: PassRecord['contested'];
    namespaceUid: string | null;
  },
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
  const attempts = attemptsAfter(result, claim.attempts);
  return {
    ...found,
    result: result.outcome,
    observed: found.observed ?? null,
    contested: found.contested ?? [],
    conditions,
    attempts,
    nextAttemptInMs: nextAttempt(result, attempts, clock.spread()),
    quotaSeen: false,
    becameReady: isReady && !claim.everReady,
    finalized: false,
  };
}

function attemptsAfter(result: PassResult, before: number): number {
  if (result.outcome !== 'retry') return 0;
  return result.madeProgress ? 1 : before + 1;
}

// Nothing is written down for what is done: each replica compares everything with its cache from time to time.
function nextAttempt(result: PassResult, attempts: number, spread: number): number | null {
  if (result.outcome === 'retry') return Math.max(result.retryAfterMs, backOffMs(attempts, spread));
  if (result.outcome === 'wait') return result.retryInMs;
  return result.outcome === 'done' || result.outcome === 'held'
    ? null
    : Math.round(stalledEveryMs * (0.9 + 0.2 * spread));
}

/**
 * What a pass leaves behind that could not even look at the cluster. What was verified for this generation stays
 * as it was seen last; nothing new is claimed.
 */
export function interruptedPass(claim: Claim, error: Error, clock: Clock): PassRecord {
  const { spec, namespaceUid } = claim;
  const objects = objectsBefore(claim, clock);
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
    { objects: objectsBefore(claim, clock), drift: [], namespaceUid: claim.namespaceUid },
    clock,
  );
}

// What was verified for an older generation says nothing of this one: a later pass must not take the new spec for drift.
function objectsBefore(claim: Claim, clock: Clock): ObjectStatus[] {
  if (claim.objects.length > 0 && !isNewGeneration(claim)) return [...claim.objects];
  const waiting = renderEnvironment(claim.spec).map((manifest) => ({
    manifest,
    observed: null,
    tookMs: null,
    error: null,
  }));
  return computeObjects(waiting, claim.objects, clock.now().toISOString());
}
