/** How long something took in a row, and how long it may take on a machine with nothing else to do. */
export interface Timing {
  what: string;
  ms: number;
  goalMs: number;
}

/** Whether it took longer than it may. A busy machine explains it, so it is told, and breaks no promise of a row. */
export function isLate({ ms, goalMs }: Timing): boolean {
  return ms > goalMs;
}

/** In words: "as agreed after 2.1 s of 5 s". */
export function tellTiming({ what, ms, goalMs }: Timing): string {
  return `${what} after ${(ms / 1000).toFixed(1)} s of ${(goalMs / 1000).toFixed(goalMs % 1000 === 0 ? 0 : 1)} s`;
}
