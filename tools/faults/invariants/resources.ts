import { until } from '#tools/test/until.ts';
import { type Holdings, holdingsOf } from '../world/holdings.ts';
import { patienceMs } from '../world/patience.ts';
import type { World } from '../world/world.ts';
import type { Invariant } from './invariant.ts';

// Connections that idle are kept for seconds; compiled code and caches grow with what a process has done.
const spare: Holdings = { descriptors: 10, megabytes: 32, sessions: 4 };

/** I8: what a provisioner took for the time of a fault it gives back. */
export const resourcesBack: Invariant = {
  id: 'I8',
  promise: 'descriptors, memory and database sessions are back to the base line',
  check: async (world) => {
    const { baseLine } = world;
    if (baseLine === null) throw new Error('The base line was not taken.');
    let found: string[] = [];
    const isBack = async () => {
      found = await excessOf(world, baseLine);
      return found.length === 0;
    };
    const wait = { deadlineMs: patienceMs, what: 'the base line', everyMs: 250 };
    await until(isBack, wait).catch(() => undefined);
    return found;
  },
};

/** What the replicas hold beyond the base line and what is spared. */
export async function excessOf(world: World, base: Holdings): Promise<string[]> {
  const found: string[] = [];
  for (const replica of world.replicas.filter(({ isAlive }) => isAlive())) {
    const now = await holdingsOf(world, replica);
    for (const what of ['descriptors', 'megabytes', 'sessions'] as const)
      if (now[what] > base[what] + spare[what])
        found.push(
          `${replica.name} holds ${Math.round(now[what])} ${what}, and held ${Math.round(base[what])} before`,
        );
  }
  return found;
}
