import { until } from '#tools/test/until.ts';
import { asDesired } from './invariants/as-desired.ts';
import type { Invariant } from './invariants/invariant.ts';
import { invariants } from './invariants/registry.ts';
import { patienceMs } from './world/patience.ts';
import type { World } from './world/world.ts';

/**
 * Waits with patience until everything is as agreed (I1), then checks all invariants. Answers the milliseconds that it
 * took to converge, and the violations, each with the invariant's number.
 */
export async function checkInvariants(world: World): Promise<{ convergedMs: number; violations: string[] }> {
  const began = performance.now();
  const isThere = async () => (await asDesired.check(world)).length === 0;
  const hasConverged = await until(isThere, {
    deadlineMs: patienceMs,
    what: 'everything to be as agreed',
  }).catch(() => false);
  const convergedMs = performance.now() - began;
  // A second pass over what is not as agreed would write for a good reason.
  const due = invariants.filter(({ id }) => hasConverged || id !== 'I7');
  const violations: string[] = [];
  for (const invariant of due) violations.push(...(await check(invariant, world)));
  return { convergedMs, violations };
}

async function check(invariant: Invariant, world: World): Promise<string[]> {
  try {
    return (await invariant.check(world)).map((violation) => `${invariant.id}: ${violation}`);
  } catch (error) {
    return [`${invariant.id} could not be checked: ${error instanceof Error ? error.message : error}`];
  }
}
