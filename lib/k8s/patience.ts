import { clusterError } from './cluster-error.ts';

/** How long a call may take: in all, and from now on. */
export interface Patience {
  /** Aborted when patience ends; its reason is what the call then rejects with. */
  signal: AbortSignal;
  /** From now on for so many milliseconds, as far as there is patience in all. */
  atMost: (ms: number) => void;
  /** The same work, given up when patience ends even if it does not hear of that itself. */
  with: <T>(work: Promise<T>) => Promise<T>;
  /** To be called when the call is over. */
  end: () => void;
}

/** Begins now; `outer` ends it early with its own reason. */
export function createPatience(budgetMs: number, outer?: AbortSignal): Patience {
  const controller = new AbortController();
  const endsAt = performance.now() + budgetMs;
  let giveUp: ((reason: unknown) => void) | undefined;
  const abort = (reason: unknown) => {
    controller.abort(reason);
    giveUp?.(reason);
  };
  const late = () => abort(clusterError('deadline', 'The API server did not answer in time.'));
  const ended = () => abort(outer?.reason);
  let timer = setTimeout(late, budgetMs);
  outer?.addEventListener('abort', ended, { once: true });
  if (outer?.aborted) ended();
  return {
    signal: controller.signal,
    atMost: (ms) => {
      clearTimeout(timer);
      timer = setTimeout(late, Math.max(0, Math.min(ms, endsAt - performance.now())));
    },
    with: (work) =>
      new Promise((resolve, reject) => {
        giveUp = reject;
        work.then(resolve, reject);
        if (controller.signal.aborted) reject(controller.signal.reason);
      }),
    end: () => {
      clearTimeout(timer);
      outer?.removeEventListener('abort', ended);
    },
  };
}
