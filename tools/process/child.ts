import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { failure } from './failure.ts';
import { signalGroup } from './ledger.ts';

/** What to run, and where its output goes. */
export interface ChildOptions {
  name: string;
  command: string;
  args: string[];
  logFile: string;
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  user?: { uid: number; gid: number } | undefined;
  onSpawn?: ((name: string, pid: number) => void) | undefined;
}

/** A running child process in a process group of its own, so that Ctrl-C reaches only the parent. */
export interface Child {
  name: string;
  pid: number;
  logFile: string;
  exited: Promise<number | string>;
  hasExited: () => boolean;
  stop: (signal?: NodeJS.Signals, patienceMs?: number) => Promise<void>;
}

/** Spawns a child whose output goes to its log file (a full pipe could otherwise block it). */
export async function startChild(options: ChildOptions): Promise<Child> {
  mkdirSync(dirname(options.logFile), { recursive: true });
  const log = openSync(options.logFile, 'a');
  const child = spawn(options.command, options.args, {
    detached: true,
    stdio: ['ignore', log, log],
    env: options.env ?? process.env,
    ...(options.cwd ? { cwd: options.cwd } : {}),
    ...(options.user ?? {}),
  });
  closeSync(log);
  let ended = false;
  const exited = new Promise<number | string>((resolve) => {
    child.once('exit', (code, signal) => {
      ended = true;
      resolve(code ?? signal ?? 'unknown');
    });
  });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (error) =>
      reject(failure(`${options.name} could not be started: ${error.message}`, error)),
    );
  });
  const pid = child.pid;
  if (pid === undefined) throw failure(`${options.name} could not be started`);
  options.onSpawn?.(options.name, pid);
  const stop = async (signal: NodeJS.Signals = 'SIGTERM', patienceMs = 3000) => {
    if (ended) return;
    process.kill(pid, signal);
    const patience = new AbortController();
    const late = pause(patienceMs, 'late' as const, { signal: patience.signal }).catch(
      () => 'stopped' as const,
    );
    if ((await Promise.race([exited, late])) === 'late') signalGroup(pid, 'SIGKILL');
    patience.abort();
    await exited;
  };
  return { name: options.name, pid, logFile: options.logFile, exited, hasExited: () => ended, stop };
}

/** The end of a log, to show with a failure. */
export function lastLines(logFile: string, count = 15): string {
  try {
    return readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-count).join('\n');
  } catch {
    return '';
  }
}

/** Rejects as soon as the child ends: to be raced against the wait for its readiness. */
export async function failWhenGone(child: Child): Promise<never> {
  const how = await child.exited;
  throw failure(
    `${child.name} ended while starting (${how}). Its log ends with:\n${lastLines(child.logFile)}`,
  );
}
