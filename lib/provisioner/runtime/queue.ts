/** Keys waiting for work; a key is worked on by one worker at a time and never waits twice. */
export interface WorkQueue {
  add: (key: string) => void;
  depth: () => { waiting: number; running: number };
  /** Ends taking new work and resolves when the work in hand is done. */
  drain: () => Promise<void>;
}

/** A queue that runs `work` for each key, at most `workers` at once. A key added meanwhile runs once more afterwards. */
export function createQueue(work: (key: string) => Promise<void>, workers: number): WorkQueue {
  const waiting = new Set<string>();
  const running = new Map<string, Promise<void>>();
  let closed = false;

  function pump(): void {
    for (const key of waiting) {
      if (running.size >= workers) return;
      if (running.has(key)) continue;
      waiting.delete(key);
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
      waiting.add(key);
      pump();
    },
    depth: () => ({ waiting: waiting.size, running: running.size }),
    drain: async () => {
      closed = true;
      waiting.clear();
      await Promise.allSettled(running.values());
    },
  };
}
