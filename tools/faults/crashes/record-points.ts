import { until } from '#tools/test/until.ts';
import { patienceMs } from '../world/patience.ts';
import type { World } from '../world/world.ts';
import type { CrashPoint } from './crash-point.ts';
import { frozenWhile } from './frozen-while.ts';
import type { Operation } from './operations.ts';
import { type Write, watchWrites } from './watch-writes.ts';

// Usage is saved twice a second, if it changed: after this long without a write an operation has written all it does.
const quietMs = 1_500;

/** An operation that nobody disturbed. */
export interface Recording {
  /** Every point at which the provisioner can be killed. */
  points: CrashPoint[];
  /** Milliseconds from the moment at which the provisioner may begin until the operation was done. */
  tookMs: number;
}

/** Carries an operation out without harm. */
export async function recordPoints(world: World, operation: Operation, slug: string): Promise<Recording> {
  const writes: Write[] = [];
  let lastAt = performance.now();
  const watching = watchWrites(
    world,
    (write) => {
      writes.push(write);
      lastAt = performance.now();
      return null;
    },
    () => undefined,
  );
  const id = await frozenWhile(world, () => operation.begin(world, slug));
  const began = performance.now();
  const wait = { deadlineMs: patienceMs, what: `${operation.name} to be done`, everyMs: 10 };
  await until(() => operation.isDone(world, id), wait);
  const tookMs = performance.now() - began;
  await until(() => performance.now() - lastAt > quietMs, wait);
  watching.end();
  const points = writes.flatMap((write) =>
    (['before', 'after'] as const).map((when) => ({ operation: operation.name, ...write, when })),
  );
  return { points, tookMs };
}
