import { until } from '#tools/test/until.ts';
import { checkInvariants } from '../check-invariants.ts';
import type { Grounds } from '../world/grounds.ts';
import { holdingsOf } from '../world/holdings.ts';
import { patienceMs } from '../world/patience.ts';
import { openWorld, type World, type WorldOptions } from '../world/world.ts';
import { type CrashResult, crashAt } from './crash-at.ts';
import type { CrashPoint } from './crash-point.ts';
import { operations } from './operations.ts';
import { recordPoints } from './record-points.ts';

/** What came of a sweep. */
export interface Sweep {
  /** All points there are. */
  points: CrashPoint[];
  /** Milliseconds that each operation takes undisturbed. */
  undisturbedMs: Record<string, number>;
  results: CrashResult[];
  violations: string[];
}

/** Records the points of every operation, kills at those that are chosen, and then checks all invariants. */
export async function sweepCrashes(
  grounds: Grounds,
  options: WorldOptions & {
    /** Lists of points; of each list the first one that is met is enough. */
    choose: (points: readonly CrashPoint[], world: World) => readonly (readonly CrashPoint[])[];
    report?: (result: CrashResult) => void;
  },
): Promise<Sweep> {
  const world = await openWorld(grounds, options);
  const sweep: Sweep = { points: [], undisturbedMs: {}, results: [], violations: [] };
  const slugs = nameEnvironments();
  try {
    world.baseLine = await holdingsOf(world, await world.startReplica('one'));
    await makeReady(world, 'kept');
    for (const operation of operations) {
      const prepared = async () => {
        if (operation.name === 'update') return 'kept';
        const slug = slugs.next();
        if (operation.name === 'delete') await makeReady(world, slug);
        return slug;
      };
      const { points, tookMs } = await recordPoints(world, operation, await prepared());
      sweep.undisturbedMs[operation.name] = tookMs;
      sweep.points.push(...points);
      for (const alternatives of options.choose(points, world)) {
        for (const point of alternatives) {
          const result = await crashAt(world, operation, point, await prepared());
          sweep.results.push(result);
          options.report?.(result);
          if (result.convergedMs !== null) break;
        }
      }
    }
    sweep.violations = (await checkInvariants(world)).violations;
    return sweep;
  } finally {
    await world.close();
  }
}

function nameEnvironments(): { next: () => string } {
  let count = 0;
  return {
    next: () => {
      count += 1;
      return `c${count}`;
    },
  };
}

async function makeReady(world: World, slug: string): Promise<void> {
  const [create] = operations.filter(({ name }) => name === 'create');
  const id = await create?.begin(world, slug);
  const isReady = async () => id !== undefined && create?.isDone(world, id);
  await until(isReady, { deadlineMs: patienceMs, what: `${slug} to be Ready` });
}
