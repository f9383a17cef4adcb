/** Notices what no longer goes round: a loop that hangs keeps its process alive and useless. */
export interface Watchdog {
  /** Begins to watch; what is not seen again within so many milliseconds counts as stuck until it is. */
  watch: (name: string, patienceMs: number) => Watched;
  /** What is stuck, in words for the log and for /livez. */
  stuck: () => string[];
}

/** One thing that is watched. */
export interface Watched {
  seen: () => void;
  /** It has come to its end and is watched no more. */
  end: () => void;
}

/** Watches nothing at first. The clock is monotonic: a wall clock that is set anew makes nothing stuck. */
export function createWatchdog(now: () => number = () => performance.now()): Watchdog {
  const watched = new Set<{ name: string; patienceMs: number; seenAt: number }>();
  return {
    watch: (name, patienceMs) => {
      const entry = { name, patienceMs, seenAt: now() };
      watched.add(entry);
      return {
        seen: () => {
          entry.seenAt = now();
        },
        end: () => watched.delete(entry),
      };
    },
    stuck: () =>
      [...watched]
        .map((entry) => ({ ...entry, silentMs: now() - entry.seenAt }))
        .filter(({ silentMs, patienceMs }) => silentMs > patienceMs)
        .map(({ name, silentMs }) => `${name} has been stuck for ${Math.round(silentMs / 1000)} s`),
  };
}
