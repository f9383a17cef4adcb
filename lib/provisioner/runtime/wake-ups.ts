import type { Logger } from 'pino';
import type { Database } from '#lib/data/client.ts';
import { listen } from '#lib/data/listen.ts';
import { listDue } from '#lib/data/provisioner/claims.ts';
import { readLiveNamespaces } from '#lib/data/provisioner/heartbeat.ts';
import { createLoops } from '#lib/process/loops.ts';
import type { Watchdog } from '#lib/process/watchdog.ts';
import { createGatheredReads } from './gathered-reads.ts';
import type { KnownEnvironments } from './known-environments.ts';
import type { Wishes } from './wishes.ts';

const sweepEveryMs = 1_000;
const relearnEveryMs = 30_000;
const compareEveryMs = 600_000;

/** Where work comes from, besides the watches. */
export interface WakeUps {
  /** Asks for another pass after so many milliseconds; the latest wish of an environment holds. */
  later: (id: string, inMs: number) => void;
  stop: () => Promise<void>;
}

/** What the wake-ups call. */
export interface WakeUpParts {
  database: Database;
  databaseUrl: string;
  known: KnownEnvironments;
  wishes: Pick<Wishes, 'due' | 'look'>;
  /** Environments among these that differ from the cluster. */
  compare: (ids: readonly string[]) => Promise<string[]>;
  watchdog: Watchdog;
  log: Logger;
}

/** Follows hints at once, sweeps behind them, and compares everything from time to time, beginning now. */
export function startWakeUps(parts: WakeUpParts): WakeUps {
  const { database, known, log } = parts;
  const { due, look } = parts.wishes;
  const ended = new AbortController();
  const timers = new Map<string, NodeJS.Timeout>();
  const failed = (what: string) => (error: unknown) => log.warn({ err: error }, what);

  const sweep = async () => {
    for (const id of await listDue(database, 500)) due(id);
  };
  const relearn = async () => {
    for (const id of await known.reload()) look(id);
  };
  const readNew = createGatheredReads((ids) => readLiveNamespaces(database, ids));
  // A new environment's namespace must be known here too, even if another replica is first to make it.
  const learn = async (id: string) => {
    const row = await readNew(id);
    if (row === undefined || known.has(id)) return;
    known.add(id, row.namespace);
    look(id);
  };
  const compare = async () => {
    for (const id of await parts.compare(known.ids())) look(id);
  };
  const follow = (id: string) => {
    due(id);
    if (!known.has(id)) void learn(id).catch(failed('a new environment could not be read'));
  };
  const hints = listen(
    parts.databaseUrl,
    'bailiwick_environment',
    follow,
    () => void sweep().catch(failed('sweep failed')),
  );
  const loops = createLoops(ended.signal, parts.watchdog, log);
  loops.run('sweep', sweepEveryMs, sweep);
  loops.run('list of environments', relearnEveryMs, relearn);
  loops.run('comparison with the cluster', jittered(compareEveryMs), compare);

  return {
    later: (id, inMs) => {
      clearTimeout(timers.get(id));
      const timer = setTimeout(() => {
        timers.delete(id);
        due(id);
      }, inMs);
      timers.set(id, timer);
    },
    stop: async () => {
      ended.abort();
      for (const timer of timers.values()) clearTimeout(timer);
      await Promise.all([hints.stop(), loops.ended()]);
    },
  };
}

// Replicas that started together shall not compare together.
function jittered(ms: number): number {
  return Math.round(ms * (0.9 + 0.2 * Math.random()));
}
