import { isDeepStrictEqual } from 'node:util';
import { findCondition } from '#lib/domain/condition.ts';
import type { Manifest } from './desired/environment-spec.ts';
import { renderEnvironment } from './desired/render-environment.ts';
import { heldForMs, statusOf } from './diff/contest.ts';
import { heldBack, heldMessage } from './diff/held-back.ts';
import { namespaceOwnership } from './diff/ownership-of-namespace.ts';
import { type Change, type Observed, planChanges } from './diff/plan.ts';
import { terminationMessage } from './finalize.ts';
import type { Claim, ClusterPort } from './ports.ts';
import { computeObjects } from './status/object-status.ts';
import { foreignPolicies } from './status/observed-state.ts';

// What is as it should be in the cluster and still not ready: another look would find nothing new.
const waitsForOthers = ['Contested', 'WaitingForBudget'];

type Seen = ReturnType<ClusterPort['observe']>;

/**
 * Whether a pass would do or say anything new, by the rows and the watch cache alone: claiming an environment writes,
 * looking at it does not. What has failed before and waits for its time is nothing new.
 */
export function needsPass(claim: Claim, seen: Seen, now: Date): boolean {
  if (claim.observedGeneration < claim.generation) return true;
  const ownership = namespaceOwnership(seen.namespace, claim.namespaceUid, claim.spec.id);
  const { namespace } = seen;
  if (ownership === 'terminating' && namespace !== null)
    return !says(claim, 'Reconciling', terminationMessage(namespace));
  if (claim.deleteAt !== null) return true;
  if (ownership === 'foreign') return findCondition(claim.conditions, 'Stalled')?.status !== 'True';
  const observed: Observed =
    namespace === null ? new Map() : new Map([...seen.objects, ['Namespace', [namespace]]]);
  const desired = renderEnvironment(claim.spec);
  const plan = planChanges(desired, observed);
  const held = heldBack(plan, claim);
  return (
    plan.some((change) => isNew(change, claim, held, now)) ||
    !isDeepStrictEqual(foreignPolicies(desired, plan, observed), claim.foreignPolicies) ||
    isWronglyTold(claim, desired, observed)
  );
}

function says(claim: Claim, type: 'Reconciling', message: string): boolean {
  const condition = findCondition(claim.conditions, type);
  return condition?.status === 'True' && condition.message === message;
}

function isNew(change: Change, claim: Claim, held: readonly Change[], now: Date): boolean {
  if (change.action === 'prune') return true;
  const told = statusOf(change, claim.objects);
  if (held.includes(change)) return told?.step !== 'held' || told.message !== heldMessage(change);
  if (heldForMs(told, now) > 0) return false;
  if (told?.strayed) return true;
  return told?.step !== 'failed' && told?.step !== 'waiting';
}

/** Whether the rows call something verified that is not, or the reverse. */
function isWronglyTold(claim: Claim, desired: readonly Manifest[], observed: Observed): boolean {
  const found = computeObjects(
    desired.map((manifest) => ({
      manifest,
      observed:
        observed.get(manifest.kind)?.find(({ metadata }) => metadata.name === manifest.metadata.name) ?? null,
      tookMs: null,
      error: null,
    })),
    claim.objects,
    '',
  );
  const verified = (objects: Claim['objects']) =>
    objects
      .filter(({ step }) => step === 'verified')
      .map(({ kind, name }) => `${kind}/${name}`)
      .join();
  if (verified(found) !== verified(claim.objects)) return true;
  const isAllVerified = found.every(({ step }) => step === 'verified');
  const ready = findCondition(claim.conditions, 'Ready');
  return isAllVerified && ready?.status !== 'True' && !waitsForOthers.includes(ready?.reason ?? '');
}
