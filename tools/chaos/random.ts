/** A random source that a seed repeats exactly. */
export interface SeededRandom {
  /** 0 ≤ x < 1. */
  next: () => number;
  /** Whole, 0 ≤ n < below. */
  below: (below: number) => number;
  pick: <T>(items: readonly T[]) => T;
}

/** mulberry32: small, and good enough to choose faults. Print the seed with every failure. */
export function createRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    below,
    pick: (items) => {
      const item = items[below(items.length)];
      if (item === undefined) throw new Error('There is nothing to pick from.');
      return item;
    },
  };
}
