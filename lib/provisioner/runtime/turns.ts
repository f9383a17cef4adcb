/** Carries out work of the same key one after the other, in the order of asking; other keys do not wait for it. */
export type InTurn = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/** Makes a set of queues, one for each key that is in use. */
export function createTurns(): InTurn {
  const last = new Map<string, Promise<unknown>>();
  return (key, work) => {
    const before = last.get(key) ?? Promise.resolve();
    const mine = before.then(work);
    const end = mine.then(
      () => undefined,
      () => undefined,
    );
    last.set(key, end);
    void end.then(() => {
      if (last.get(key) === end) last.delete(key);
    });
    return mine;
  };
}
