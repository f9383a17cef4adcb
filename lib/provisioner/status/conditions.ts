import type { Condition, ConditionStatus, ConditionType, ObjectStatus } from '#lib/domain/condition.ts';
import type { PassResult } from './pass-result.ts';

interface Verdict {
  status: ConditionStatus;
  reason: string;
  message: string;
}

/** Conditions after a pass. A condition keeps its transition time as long as its status stays the same. */
export function computeConditions(
  result: PassResult,
  objects: readonly ObjectStatus[],
  previous: readonly Condition[],
  generation: number,
  now: string,
): Condition[] {
  const verdicts: Record<ConditionType, Verdict> = {
    Ready: ready(result, objects),
    Reconciling: reconciling(result),
    Stalled: stalled(result),
    Drifted: drifted(result, previous),
  };
  return (Object.entries(verdicts) as [ConditionType, Verdict][]).map(([type, verdict]) => {
    const before = previous.find((condition) => condition.type === type);
    const lastTransitionTime = before?.status === verdict.status ? before.lastTransitionTime : now;
    return { type, ...verdict, observedGeneration: generation, lastTransitionTime };
  });
}

function ready(result: PassResult, objects: readonly ObjectStatus[]): Verdict {
  const open = objects.filter(({ step }) => step !== 'verified' && step !== 'deleted');
  if (result.outcome === 'done' && open.length === 0) {
    return {
      status: 'True',
      reason: 'Verified',
      message: `All ${objects.length} objects are in the cluster as agreed.`,
    };
  }
  if (result.outcome === 'done') {
    const names = open.map(({ kind, name }) => `${kind} ${name}`).join(', ');
    return { status: 'False', reason: 'NotVerified', message: `Not verified yet: ${names}.` };
  }
  return { status: 'False', reason: result.reason, message: result.message };
}

function reconciling(result: PassResult): Verdict {
  if (result.outcome === 'retry') return { status: 'True', reason: result.reason, message: result.message };
  if (result.outcome === 'wait') return { status: 'True', reason: result.reason, message: result.message };
  if (result.outcome === 'held')
    return { status: 'False', reason: result.reason, message: 'It goes on when the pause ends.' };
  return { status: 'False', reason: 'Idle', message: 'Nothing is left to do.' };
}

function stalled(result: PassResult): Verdict {
  if (result.outcome !== 'stalled')
    return { status: 'False', reason: 'NotStalled', message: 'Nothing stands in the way.' };
  return { status: 'True', reason: result.reason, message: result.message };
}

function drifted(result: PassResult, previous: readonly Condition[]): Verdict {
  if (result.outcome === 'done') {
    return { status: 'False', reason: 'AsDesired', message: 'The cluster is as agreed.' };
  }
  if (result.outcome === 'held' || result.reason === 'Contested')
    return { status: 'True', reason: result.reason, message: result.message };
  const before = previous.find(({ type }) => type === 'Drifted');
  return {
    status: before?.status ?? 'Unknown',
    reason: before?.reason ?? 'NotCompared',
    message: before?.message ?? 'Not compared yet.',
  };
}

/** How long to wait before attempt n (1, 2, …), in milliseconds: doubling from 250 ms to 60 s; spread is 0…1. */
export function backOffMs(attempt: number, spread: number): number {
  const base = Math.min(250 * 2 ** Math.min(attempt - 1, 8), 60_000);
  return Math.round(base * (0.75 + 0.5 * spread));
}
