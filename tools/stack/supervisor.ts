import { type Child, type ChildOptions, lastLines, startChild } from '#tools/process/child.ts';
import { failure } from '#tools/process/failure.ts';
import { openLedger, signalGroup } from '#tools/process/ledger.ts';

/** Ends earlier than the parts it uses: the web server before the database. */
export type StopOrder = 'first' | 'then' | 'last';

/** Keeps the list of children, notices when one dies, and ends them all in order. */
export interface Supervisor {
  record: (name: string, pid: number) => void;
  run: (options: Omit<ChildOptions, 'onSpawn'>, order: StopOrder) => Promise<Child>;
  /** Runs a child that ends by itself; a failure if it ends badly. */
  runToEnd: (options: Omit<ChildOptions, 'onSpawn'>) => Promise<void>;
  /** Takes over a child that was started elsewhere, or a group of them with a common way to stop. */
  adopt: (children: Child[], order: StopOrder, stop: () => Promise<void>) => void;
  pids: () => Record<string, number>;
  stopAll: () => Promise<void>;
  killAll: () => void;
  /** Rejects when a child ends that nobody asked to. */
  failed: Promise<never>;
}

const inOrder: StopOrder[] = ['first', 'then', 'last'];

/** Begins to supervise; every child is written to the ledger at the moment it is spawned. */
export function superviseChildren(ledgerFile: string): Supervisor {
  const ledger = openLedger(ledgerFile);
  const known: Child[] = [];
  const stops: { order: StopOrder; stop: () => Promise<void> }[] = [];
  let stopping: Promise<void> | undefined;
  const { promise: failed, reject } = Promise.withResolvers<never>();
  // It is raced against the start and the signal; without a listener in between Node would end the process.
  failed.catch(() => undefined);
  const record: Supervisor['record'] = (name, pid) => {
    ledger.record(name, pid);
    // A part that was still starting when the rest was stopped must not outlive it.
    if (stopping) signalGroup(pid, 'SIGKILL');
  };
  const adopt: Supervisor['adopt'] = (children, order, stop) => {
    stops.push({ order, stop });
    for (const child of children) {
      known.push(child);
      void child.exited.then((how) => {
        ledger.forget(child.pid);
        if (!stopping)
          reject(
            failure(
              `${child.name} ended unexpectedly (${how}). Its log ends with:\n${lastLines(child.logFile)}`,
            ),
          );
      });
    }
  };
  const run: Supervisor['run'] = async (options, order) => {
    const child = await startChild({ ...options, onSpawn: record });
    adopt([child], order, () => child.stop('SIGTERM', 1500));
    return child;
  };
  const runToEnd: Supervisor['runToEnd'] = async (options) => {
    const child = await startChild({ ...options, onSpawn: record });
    stops.push({ order: 'first', stop: () => child.stop('SIGTERM', 1000) });
    known.push(child);
    const how = await child.exited;
    ledger.forget(child.pid);
    known.splice(known.indexOf(child), 1);
    if (how !== 0)
      throw failure(`${child.name} failed (${how}). Its log ends with:\n${lastLines(child.logFile)}`);
  };
  const stopAll = () => {
    stopping ??= (async () => {
      for (const order of inOrder) {
        await Promise.all(stops.filter((entry) => entry.order === order).map(({ stop }) => stop()));
      }
      ledger.killAll();
    })();
    return stopping;
  };
  const pids = () => Object.fromEntries(known.map((child) => [child.name, child.pid]));
  return { record, run, runToEnd, adopt, pids, stopAll, killAll: ledger.killAll, failed };
}
