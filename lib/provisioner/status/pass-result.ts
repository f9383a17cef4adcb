import type { ObjectStatus } from '#lib/domain/condition.ts';

/**
 * What a pass came to. A `retry` that made progress begins its back-off anew. `held` waits for the end of a pause, `wait`
 * is nobody's fault, `stalled` needs a person; times are milliseconds.
 */
export type PassResult =
  | { outcome: 'done' }
  | { outcome: 'held'; reason: string; message: string }
  | { outcome: 'retry'; reason: string; message: string; retryAfterMs: number; madeProgress?: boolean }
  | { outcome: 'wait'; reason: string; message: string; retryInMs: number }
  | { outcome: 'stalled'; reason: string; message: string };

/** What is read of an executed change. */
interface Outcome {
  change: { kind: string; name: string };
  error: Error | null;
}

interface Classified extends Error {
  transient?: boolean;
  failure?: string;
  retryAfterMs?: number;
}

/**
 * The verdict over all writes: one final failure stalls, any other failure is tried again; a contest, an open quota and
 * a budget without room wait.
 */
export function resultOf(
  outcomes: readonly Outcome[],
  objects: readonly ObjectStatus[],
  contest: { message: string; retryInMs: number } | null = null,
  waitsFor: string | null = null,
): PassResult {
  const failed = outcomes.filter(({ error }) => error !== null);
  const final = failed.find(({ error }) => (error as Classified).transient === false);
  if (final) return { outcome: 'stalled', reason: reasonOf(final.error), message: sentence(final) };
  const [first] = failed;
  if (first)
    return {
      outcome: 'retry',
      reason: reasonOf(first.error),
      message: sentence(first),
      retryAfterMs: longestWait(failed),
      madeProgress: failed.length < outcomes.length,
    };
  if (contest !== null) return { outcome: 'wait', reason: 'Contested', ...contest };
  const open = objects.find(({ step }) => step !== 'verified' && step !== 'held');
  if (open)
    return {
      outcome: 'wait',
      reason: 'NotVerified',
      message: `${open.kind} ${open.name}: ${open.message}`,
      retryInMs: 500,
    };
  if (waitsFor !== null)
    return { outcome: 'wait', reason: 'WaitingForBudget', message: waitsFor, retryInMs: 2_000 };
  const held = objects.filter(({ step }) => step === 'held');
  if (held.length > 0) return { outcome: 'held', reason: 'HealingPaused', message: pausedMessage(held) };
  return { outcome: 'done' };
}

function pausedMessage(held: readonly ObjectStatus[]): string {
  const names = held.map(({ kind, name }) => `${kind} ${name}`).join(', ');
  return `Healing is paused. Changed by hand and left as it is: ${names}.`;
}

function longestWait(failed: readonly Outcome[]): number {
  return Math.max(...failed.map(({ error }) => (error as Classified).retryAfterMs ?? 0));
}

function reasonOf(error: Classified | null): string {
  const words = (error?.failure ?? 'unexpected').split('-');
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

function sentence({ change, error }: Outcome): string {
  return `${change.kind} ${change.name} could not be written: ${error?.message ?? 'unknown reason'}`;
}
