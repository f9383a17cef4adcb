import type { World } from '../world/world.ts';

/** What must be true after every fault. */
export interface Invariant {
  id: `I${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8}`;
  promise: string;
  /** Violations in words; none where it holds. */
  check: (world: World) => Promise<string[]>;
}
