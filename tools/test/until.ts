import { setTimeout as pause } from 'node:timers/promises';

/** How long to wait, how often to look, and for what, in the words of the error. */
export interface UntilOptions {
  deadlineMs: number;
  what: string;
  everyMs?: number;
}

// Deadlines are those of an idle machine; the test runner says how many times as long all of them may take where it is busy.
const patience = Number(process.env.BAILIWICK_PATIENCE ?? 1);

/** Calls `look` until it returns something truthy and returns that; fails at the deadline, naming the last error. */
export async function until<T>(look: () => T | Promise<T>, options: UntilOptions): Promise<NonNullable<T>> {
  const deadlineMs = options.deadlineMs * patience;
  const end = performance.now() + deadlineMs;
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
      throw new Error(`Waited ${deadlineMs} ms in vain for ${options.what}${because}`, {
        cause: lastError,
      });
    }
    await pause(options.everyMs ?? 25);
  }
}
