import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines } from '#tools/process/child.ts';
import { endWithParent } from '#tools/process/keeper.ts';
import { projectRoot } from '#tools/process/roots.ts';
import { readMetric } from '#tools/test/read-metric.ts';
import { until } from '#tools/test/until.ts';
import { patienceMs } from './patience.ts';

/** A provisioner as a process of its own. */
export interface Replica {
  name: string;
  pid: number;
  /** The sum of its metric over all labels that hold this text. */
  metric: (name: string, labels?: string) => Promise<number>;
  /** The status of /livez or /readyz. */
  health: (path: 'livez' | 'readyz') => Promise<number>;
  /** Open file descriptors. */
  descriptors: () => number;
  /** What it holds when all garbage is collected. */
  heldMegabytes: () => Promise<number>;
  signal: (signal: NodeJS.Signals) => void;
  isAlive: () => boolean;
  /** Ends it and waits until it is gone; SIGTERM is the graceful way. */
  end: (signal?: 'SIGTERM' | 'SIGKILL') => Promise<void>;
  log: () => string;
}

/** Starts one; resolves when it is at work. */
export async function startReplica(
  name: string,
  variables: Record<string, string>,
  logFile: string,
  nodeArguments: readonly string[] = [],
): Promise<Replica> {
  const output = openSync(logFile, 'a');
  const main = join(projectRoot, 'lib/provisioner/runtime/main.ts');
  const measured = ['--expose-gc', '--import', join(import.meta.dirname, 'tell-memory.ts')];
  const child = spawn(process.execPath, [...measured, ...nodeArguments, main], {
    cwd: projectRoot,
    stdio: ['ignore', output, output],
    env: { ...process.env, LOG_LEVEL: 'info', ...variables, METRICS_PORT: '0', BAILIWICK_REPLICA: name },
  });
  closeSync(output);
  const pid = child.pid ?? 0;
  endWithParent(name, pid);
  const isAlive = () => child.exitCode === null && child.signalCode === null;
  const found = () => {
    if (!isAlive()) throw new Error(`${name} ended while starting:\n${lastLines(logFile)}`);
    return portIn(readFileSync(logFile, 'utf8'));
  };
  const port = await until(found, { deadlineMs: 180_000, what: `${name} to be at work` });
  return {
    name,
    pid,
    metric: (metric, labels) => readMetric(port, metric, labels),
    health: async (path) =>
      (await fetch(`http://127.0.0.1:${port}/${path}`, { signal: AbortSignal.timeout(10_000) })).status,
    heldMegabytes: () => heldMegabytes(child, logFile),
    descriptors: () => readdirSync(`/proc/${pid}/fd`).length,
    signal: (signal) => void child.kill(signal),
    isAlive,
    end: (signal = 'SIGTERM') => end(child, signal),
    log: () => readFileSync(logFile, 'utf8'),
  };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  // A frozen process hears of SIGTERM only when it goes on.
  child.kill('SIGCONT');
  await gone;
}

async function heldMegabytes(child: ChildProcess, logFile: string): Promise<number> {
  const told = () => [...readFileSync(logFile, 'utf8').matchAll(/"heldBytes":(\d+)/g)];
  const before = told().length;
  child.kill('SIGUSR2');
  const isTold = () => told()[before]?.[1];
  return Number(await until(isTold, { deadlineMs: patienceMs, what: 'what it holds to be told' })) / 2 ** 20;
}

function portIn(log: string): number | undefined {
  const found = [...log.matchAll(/"metricsPort":(\d+)/g)].at(-1);
  return found?.[1] === undefined ? undefined : Number(found[1]);
}
