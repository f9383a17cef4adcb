import { useEffect, useState } from 'react';
import type { PreflightAnswer } from '#lib/domain/preflight/answer.ts';
import type { PreflightView } from '#lib/domain/preflight/views.ts';
import type { RequestType } from '#lib/domain/requests/request.ts';

/** A request that is not sent yet. */
export type NewQuestion = {
  type: RequestType;
  team: string;
  environment: string | null;
  payload: Record<string, unknown>;
};

/** A request that waits, or one that is not sent yet. */
export type PreflightQuestion = { number: number } | NewQuestion;

export type PreflightState =
  | { state: 'idle' | 'asking' | 'nothing' }
  | { state: 'answered'; answer: PreflightAnswer; at: string }
  /** It could not be tried; why, in words. */
  | { state: 'unchecked'; why: string };

/**
 * Asks the cluster some time after the last change of the question, and looks for the answer until there is one or it is
 * given up. `again` asks once more.
 */
export function usePreflight(
  question: PreflightQuestion | null,
  delayMs: number,
): { shown: PreflightState; again: () => void } {
  const key = question === null ? null : JSON.stringify(question);
  const [round, setRound] = useState(0);
  const [shown, setShown] = useState<{ key: string | null; round: number; state: PreflightState }>({
    ...{ key: null, round: 0, state: { state: 'idle' } },
  });
  useEffect(() => {
    if (key === null) return;
    const ended = new AbortController();
    const find = async () => {
      const state = await outcomeOf(key, ended.signal).catch(unanswered);
      if (!ended.signal.aborted) setShown({ key, round, state });
    };
    const timer = setTimeout(() => void find(), delayMs);
    return () => {
      ended.abort();
      clearTimeout(timer);
    };
  }, [key, round, delayMs]);
  // What was answered to another question is never shown beside this one.
  const isCurrent = shown.key === key && shown.round === round;
  const state: PreflightState =
    key === null ? { state: 'idle' } : isCurrent ? shown.state : { state: 'asking' };
  return { shown: state, again: () => setRound((count) => count + 1) };
}

const noAnswer = 'No provisioner has answered in time.';
const mostAgain = 3;

function unanswered(error: unknown): PreflightState {
  const said = error instanceof Error && error.cause === 'said' ? error.message : '';
  return { state: 'unchecked', why: said || 'The portal did not answer.' };
}

async function outcomeOf(question: string, signal: AbortSignal): Promise<PreflightState> {
  for (let tries = 0; tries < mostAgain; tries += 1) {
    const { id } = await call<{ id: string | null }>('', signal, question);
    if (id === null) return { state: 'nothing' };
    const view = await untilEnded(id, signal);
    if (view.state === 'unanswered') return { state: 'unchecked', why: noAnswer };
    // The environment has changed since it was asked: what counts is what holds now.
    if (view.state === 'stale') continue;
    const { answer, at } = view;
    return answer.problem === null
      ? { state: 'answered', answer, at }
      : { state: 'unchecked', why: answer.problem };
  }
  return { state: 'unchecked', why: 'The environment keeps changing. Reload the page.' };
}

async function untilEnded(id: string, signal: AbortSignal) {
  for (let waitMs = 250; ; waitMs = Math.min(1_000, waitMs * 1.3)) {
    const view = await call<PreflightView>(`?id=${id}`, signal);
    if (view.state !== 'waiting') return view;
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    signal.throwIfAborted();
  }
}

async function call<T>(query: string, signal: AbortSignal, body?: string): Promise<T> {
  const post = { method: 'POST', headers: { 'content-type': 'application/json' } };
  const sent = body === undefined ? { signal } : { ...post, body, signal };
  const response = await fetch(`/api/preflight${query}`, sent);
  const said = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(String(said.message ?? ''), { cause: 'said' });
  return said as T;
}
