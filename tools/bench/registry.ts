import { approveToReady } from './approve-to-ready.ts';
import type { Benchmark } from './benchmark.ts';
import { budget } from './budget.ts';
import { cacheMemory } from './cache-memory.ts';
import { drift } from './drift.ts';
import { flood, floodDefault } from './flood.ts';
import { pages } from './pages.ts';
import { scale } from './scale.ts';
import { takeOver } from './take-over.ts';
import { teams } from './teams.ts';
import { tenThousand } from './ten-thousand.ts';
import { transport } from './transport.ts';
import { usage } from './usage.ts';
import { wakeUp } from './wake-up.ts';

/** All benchmarks, in the order in which they run: short ones first. */
export const benchmarks: readonly Benchmark[] = [
  approveToReady,
  budget,
  wakeUp,
  transport,
  cacheMemory,
  takeOver,
  drift,
  teams,
  pages,
  usage,
  flood,
  floodDefault,
  scale,
  tenThousand,
];
