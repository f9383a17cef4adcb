/** Keys waiting for work; a key is worked on by one worker at a time and never waits twice. */
export interface WorkQueue {
  add: (key: string) => void;
  /** Leaves the key alone for so long, whoever adds it meanwhile, and runs it then. */
  rest: (key: string, ms: number) => void;
  depth: () => { waiting: number; running: number };
  /** Ends taking new work and resolves when the work in hand is done. */
  drain: () => Promise<void>;
}

/**
 * A queue that runs `work` for each key, at most `workers` at once. A key added meanwhile runs once more afterwards. `waited`
 * hears for how many seconds each has waited.
 */
export function createQueue(
  work: (key: string) => Promise<void>,
  workers: number,
  waited: (seconds: number) => void = () => undefined,
): WorkQueue {
  // Key → since when.
  const waiting = new Map<string, number>();
  const running = new Map<string, Promise<void>>();
  const resting = new Map<string, NodeJS.Timeout>();
  let closed = false;

  function pump(): void {
    for (const [key, since] of waiting) {
      if (running.size >= workers) return;
      if (running.has(key) || resting.has(key)) continue;
      waiting.delete(key);
      waited((performance.now() - since) / 1000);
      const done = work(key).finally(() => {
        running.delete(key);
        if (!closed) pump();
      });
      running.set(key, done);
    }
  }

  return {
    add: (key) => {
      if (closed) return;
      if (!waiting.has(key)) waiting.set(key, performance.now());
      pump();
    },
    rest: (key, ms) => {
      if (closed) return;
      clearTimeout(resting.get(key));
      const timer = setTimeout(() => {
        resting.delete(key);
        waiting.set(key, performance.now());
        pump();
      }, ms);
      resting.set(key, timer);
    },
    depth: () => ({ waiting: waiting.size, running: running.size }),
    drain: async () => {
      closed = true;
      waiting.clear();
      for (const timer of resting.values()) clearTimeout(timer);
      await Promise.allSettled(running.values());
    },
  };
}
