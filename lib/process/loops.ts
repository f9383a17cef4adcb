import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Watchdog } from './watchdog.ts';

/** The work that a process does again and again. */
export interface Loops {
  /** Does the work with that pause in between until the end; failures are logged and survived. */
  run: (name: string, everyMs: number, work: () => Promise<void>) => void;
  /** Resolves when all have come to their end. */
  ended: () => Promise<void>;
}

// Longer than the deadlines of a round's calls to the cluster and queries together, also where each runs into its own.
const patienceMs = 180_000;

/** Loops that go round until the signal, each watched. A failure is told once, and once more when it is over. */
export function createLoops(
  signal: AbortSignal,
  watchdog: Watchdog,
  log: Pick<Logger, 'info' | 'warn' | 'debug'>,
): Loops {
  const running: Promise<void>[] = [];

  async function repeat(name: string, everyMs: number, work: () => Promise<void>): Promise<void> {
    const watched = watchdog.watch(name, everyMs + patienceMs);
    let failures = 0;
    while (!signal.aborted) {
      watched.seen();
      try {
        await work();
        if (failures > 0) log.info({ loop: name, failures }, `${name} works again`);
        failures = 0;
      } catch (err) {
        failures += 1;
        log[failures === 1 ? 'warn' : 'debug']({ loop: name, failures, err }, `${name} failed`);
      }
      await delay(everyMs, undefined, { signal }).catch(() => undefined);
    }
    watched.end();
  }

  return {
    run: (name, everyMs, work) => {
      running.push(repeat(name, everyMs, work));
    },
    ended: async () => {
      await Promise.all(running);
    },
  };
}
