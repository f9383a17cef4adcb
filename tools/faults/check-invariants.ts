import { isClusterError } from '#lib/k8s/cluster-error.ts';
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

// Who judges asks again where the API server, just back from a fault or behind a busy machine, did not answer him.
async function check(invariant: Invariant, world: World): Promise<string[]> {
  let failure: unknown;
  const judge = async () => {
    try {
      return { violations: await invariant.check(world) };
    } catch (error) {
      failure = error;
      return isClusterError(error) && error.transient ? null : { violations: null };
    }
  };
  const { violations } = await until(judge, {
    deadlineMs: patienceMs,
    what: invariant.promise,
    everyMs: 500,
  }).catch(() => ({ violations: null }));
  return violations === null
    ? [`${invariant.id} could not be checked: ${failure instanceof Error ? failure.message : failure}`]
    : violations.map((violation) => `${invariant.id}: ${violation}`);
}
