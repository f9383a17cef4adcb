import { until } from '#tools/test/until.ts';
import { asDesired } from '../invariants/as-desired.ts';
import { patienceMs } from './patience.ts';
import type { World } from './world.ts';

/** Waits until the cluster has what the rows want, for every environment; answers the milliseconds that it took. */
export async function untilAgreed(world: World, what: string): Promise<number> {
  const began = performance.now();
  await until(async () => (await asDesired.check(world)).length === 0, { deadlineMs: patienceMs, what });
  return performance.now() - began;
}
