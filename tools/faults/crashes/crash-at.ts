import { until } from '#tools/test/until.ts';
import type { World } from '../world/world.ts';
import { type CrashPoint, tellPoint } from './crash-point.ts';
import { frozenWhile } from './frozen-while.ts';
import type { Operation } from './operations.ts';
import { watchWrites } from './watch-writes.ts';

/** What came of one point. */
export interface CrashResult {
  point: CrashPoint;
  /** Milliseconds from the new process to the end of the operation; null if the point was not met, and nobody was killed. */
  convergedMs: number | null;
  /** Milliseconds of these until the new process was at work. */
  startedMs: number;
}

const deadlineMs = 60_000;

/**
 * Begins an operation, kills the provisioner with SIGKILL at the point, starts another one and waits until the operation is
 * done. Half of the new ones have the name of the old one, as a restarted container has; the others must find it gone.
 */
export async function crashAt(
  world: World,
  operation: Operation,
  point: CrashPoint,
  slug: string,
): Promise<CrashResult> {
  const replica = world.replicas.find(({ isAlive }) => isAlive());
  if (replica === undefined) throw new Error('There is nobody to kill.');
  const struck = Promise.withResolvers<true>();
  let isStruck = false;
  const watching = watchWrites(
    world,
    ({ side, label, nth }) => {
      const isIt = side === point.side && label === point.label && nth === point.nth;
      return isIt && !isStruck ? point.when : null;
    },
    () => {
      isStruck = true;
      replica.signal('SIGKILL');
      struck.resolve(true);
    },
  );
  const id = await frozenWhile(world, () => operation.begin(world, slug));
  const isDone = () => operation.isDone(world, id);
  const options = { deadlineMs, what: `the end of ${tellPoint(point)}`, everyMs: 10 };
  const missed = until(isDone, options).then(() => until(() => isStruck, { ...options, deadlineMs: 3_000 }));
  if (!(await Promise.race([struck.promise, missed.catch(() => isStruck)]))) {
    watching.end();
    await until(isDone, options);
    return { point, convergedMs: null, startedMs: 0 };
  }
  await replica.end('SIGKILL');
  watching.end();
  const began = performance.now();
  const name = world.random.below(2) === 0 ? replica.name : `after-${world.replicas.length}`;
  const end = world.startReplica(name).then(() => performance.now());
  await until(isDone, options);
  const convergedMs = performance.now() - began;
  return { point, convergedMs, startedMs: (await end) - began };
}
