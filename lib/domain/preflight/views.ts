import type { PreflightAnswer } from './answer.ts';

/** How long somebody waits for the answer of a pre-flight; then he may go on unchecked. */
export const preflightPatienceSeconds = 15;

/**
 * A pre-flight as a page shows it. `unanswered`: no provisioner took it in time; `stale`: the environment has changed since it
 * was asked for, so that it has to be asked anew. Times are ISO 8601 in UTC.
 */
export type PreflightView =
  | { state: 'waiting' }
  | { state: 'unanswered' }
  | { state: 'stale' }
  | { state: 'answered'; answer: PreflightAnswer; at: string };
