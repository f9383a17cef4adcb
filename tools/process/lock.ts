import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { isSameProcess, processStartTime } from './start-time.ts';

interface Holder {
  pid: number;
  startedAt: string;
}

/**
 * Does the work while nobody else does any under the same lock file. A holder that died, also by kill -9, is known by
 * pid and start time and no longer counts. `waiting` is told once whom this process waits for. The lock saves doing the
 * same twice; what is done under it must itself be whole or not at all.
 */
export async function withLock<T>(
  file: string,
  work: () => Promise<T>,
  waiting: (pid: number) => void = () => undefined,
): Promise<T> {
  const mine = `${file}.${randomUUID()}`;
  const me: Holder = { pid: process.pid, startedAt: processStartTime(process.pid) ?? 'unknown' };
  writeFileSync(mine, JSON.stringify(me));
  try {
    for (let told = false; !taken(mine, file); ) {
      const holder = livingHolder(file);
      if (holder && !told) waiting(holder.pid);
      told ||= holder !== undefined;
      await pause(holder ? 100 : 1);
    }
  } finally {
    rmSync(mine, { force: true });
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

/** A link is made whole or not at all, so nobody ever reads half a lock. */
function taken(mine: string, file: string): boolean {
  try {
    linkSync(mine, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Who holds the lock; that of a dead one is put out of the way, by one of those who wait. */
function livingHolder(file: string): Holder | undefined {
  const holder = readHolder(file);
  if (holder === undefined || isSameProcess(holder)) return holder;
  const grave = `${file}.${randomUUID()}`;
  try {
    renameSync(file, grave);
    // Another one may have been quicker and hold the lock by now: then that is what was moved, and it goes back.
    const moved = readHolder(grave);
    if (moved && isSameProcess(moved)) taken(grave, file);
  } catch {
    // Gone already.
  }
  rmSync(grave, { force: true });
  return undefined;
}

function readHolder(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}
