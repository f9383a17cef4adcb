/** A step of a rehearsal and how long it took, in milliseconds. */
export interface Step {
  what: string;
  ms: number;
}

/** Does the work and answers how long it took. */
export async function timed<T>(what: string, steps: Step[], work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const done = await work();
  steps.push({ what, ms: performance.now() - began });
  return done;
}
