/** How many calls may be under way, as the server bears it; with a lane for what must not wait. */
export interface Limiter {
  /** Waits for a turn; rejects with the signal's reason if that comes first. */
  enter: (urgent: boolean, signal: AbortSignal) => Promise<void>;
  /** Gives the turn back. `overloaded` says that the server refused or was too slow; `since` is when the call began. */
  leave: (overloaded: boolean, since: number) => void;
  /** Nothing but urgent calls begins for so many milliseconds. */
  pause: (ms: number) => void;
  state: () => { limit: number; running: number; waiting: number };
}

interface Waiting {
  begin: () => void;
}

// Urgent calls get a place even where all others hang until their deadlines.
const reserve = 2;

/**
 * Additive increase by one a round of answers, halved at most once for all calls that were under way together, never
 * below one. Urgent calls go first and are not paused.
 */
export function createLimiter(most: number, now: () => number = () => performance.now()): Limiter {
  let limit = most;
  let running = 0;
  let cutAt = Number.NEGATIVE_INFINITY;
  let pausedUntil = Number.NEGATIVE_INFINITY;
  let alarm: NodeJS.Timeout | undefined;
  const lanes: Record<'urgent' | 'normal', Set<Waiting>> = { urgent: new Set(), normal: new Set() };

  function mayBegin(urgent: boolean): boolean {
    if (urgent) return running < limit + reserve;
    return running < Math.max(1, Math.floor(limit)) && lanes.urgent.size === 0 && now() >= pausedUntil;
  }

  function pump(): void {
    for (const [urgent, lane] of [
      [true, lanes.urgent],
      [false, lanes.normal],
    ] as const) {
      for (const waiting of lane) {
        if (!mayBegin(urgent)) break;
        lane.delete(waiting);
        running += 1;
        waiting.begin();
      }
    }
  }

  // A timer may ring a little before its time.
  function wakeAfterPause(): void {
    clearTimeout(alarm);
    const left = pausedUntil - now();
    if (left <= 0) pump();
    else alarm = setTimeout(wakeAfterPause, Math.ceil(left)).unref();
  }

  function enter(urgent: boolean, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.reject(signal.reason);
    const lane = urgent ? lanes.urgent : lanes.normal;
    if (lane.size === 0 && mayBegin(urgent)) {
      running += 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        lane.delete(waiting);
        reject(signal.reason);
      };
      const waiting: Waiting = {
        begin: () => {
          signal.removeEventListener('abort', giveUp);
          resolve();
        },
      };
      signal.addEventListener('abort', giveUp, { once: true });
      lane.add(waiting);
    });
  }

  return {
    enter,
    leave: (overloaded, since) => {
      running -= 1;
      if (!overloaded) limit = Math.min(most, limit + 1 / limit);
      else if (since >= cutAt) {
        limit = Math.max(1, limit / 2);
        cutAt = now();
      }
      pump();
    },
    pause: (ms) => {
      pausedUntil = Math.max(pausedUntil, now() + ms);
      wakeAfterPause();
    },
    state: () => ({ limit, running, waiting: lanes.urgent.size + lanes.normal.size }),
  };
}
