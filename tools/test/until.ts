import { setTimeout as pause } from 'node:timers/promises';

/** How long to wait, how often to look, and for what, in the words of the error. */
export interface UntilOptions {
  deadlineMs: number;
  what: string;
  everyMs?: number;
}

/** Calls `look` until it returns something truthy and returns that; fails at the deadline, naming the last error. */
export async function until<T>(look: () => T | Promise<T>, options: UntilOptions): Promise<NonNullable<T>> {
  const end = performance.now() + options.deadlineMs;
  let lastError: unknown;
  for (;;) {
    try {
      const found = await look();
      lastError = undefined;
      if (found) return found;
    } catch (error) {
      lastError = error;
    }
    if (performance.now() >= end) {
      const because = lastError instanceof Error ? `: ${lastError.message}` : '';
      throw new Error(`Waited ${options.deadlineMs} ms in vain for ${options.what}${because}`, {
        cause: lastError,
      });
    }
    await pause(options.everyMs ?? 25);
  }
}
