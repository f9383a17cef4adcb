import type { ObjectStatus } from '#lib/domain/condition.ts';
import type { Drift } from './diff/drift.ts';
import type { Claim, Clock, PassRecord } from './ports.ts';
import { backOffMs, computeConditions } from './status/conditions.ts';
import type { PassResult } from './status/pass-result.ts';

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
