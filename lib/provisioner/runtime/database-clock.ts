import type { Clock } from '../ports.ts';

/** The wall clock of the database, which all replicas share: what they write is compared with what others wrote. */
export interface DatabaseClock extends Clock {
  /** What the database says the time is, in milliseconds since 1970; the answer to a question of that moment of our monotonic clock. */
  hear: (databaseMs: number, askedAt: number) => void;
}

// A way there and back, and clocks that follow a time server, differ by less.
const agreeWithinMs = 1_000;

/** Runs by the machine's own clock until that is heard to be wrong by more than a second, and as far as it is. */
export function createDatabaseClock(
  wall: () => number = Date.now,
  monotonic: () => number = () => performance.now(),
): DatabaseClock {
  let aheadMs = 0;
  return {
    now: () => new Date(wall() - aheadMs),
    spread: Math.random,
    hear: (databaseMs, askedAt) => {
      // The database looked at its clock somewhere on the way: half of it is the best guess.
      const onTheWayMs = (monotonic() - askedAt) / 2;
      const differenceMs = wall() - onTheWayMs - databaseMs;
      aheadMs = Math.abs(differenceMs) < agreeWithinMs + onTheWayMs ? 0 : Math.round(differenceMs);
    },
  };
}
