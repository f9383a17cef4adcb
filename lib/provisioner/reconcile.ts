import type { ObservedObject } from './desired/observed-object.ts';
import { fieldManager } from './desired/ownership.ts';
import { renderEnvironment } from './desired/render-environment.ts';
import { findDrift, namespaceDrift } from './diff/drift.ts';
import { dueChanges } from './diff/due-changes.ts';
import { namespaceOwnership } from './diff/ownership-of-namespace.ts';
import { type Change, type Observed, planChanges } from './diff/plan.ts';
import { executePlan, type Outcome } from './execute.ts';
import { awaitTermination, finalize } from './finalize.ts';
import { interruptedPass, notOwnedPass, passRecord } from './pass-record.ts';
import type { Claim, Clock, ClusterPort, PassRecord } from './ports.ts';
import { staleChanges } from './stale-changes.ts';
import { objectsAfter } from './status/objects-after.ts';
import { observedState } from './status/observed-state.ts';
import { resultOf } from './status/pass-result.ts';
import { isQuotaSeen } from './status/quota-seen.ts';

/**
 * One pass for one environment: observe, render, diff, plan, execute, and say what came of it. Level-triggered and
 * idempotent: it reads nothing but the claim and the cluster, and a second pass over an unchanged state writes nothing.
 */
export async function reconcile(claim: Claim, cluster: ClusterPort, clock: Clock): Promise<PassRecord> {
  try {
    const wasMade = claim.namespaceUid !== null || claim.deleteAt !== null;
    return await converge(claim, cluster, clock, wasMade);
  } catch (error) {
    return interruptedPass(claim, error instanceof Error ? error : new Error(String(error)), clock);
  }
}

// A namespace that was never made is not looked for first: the POST tells whether the name is free.
async function converge(
  claim: Claim,
  cluster: ClusterPort,
  clock: Clock,
  looksFirst: boolean,
): Promise<PassRecord> {
  const { spec } = claim;
  const seen = cluster.observe(spec.namespace);
  const namespace = seen.namespace ?? (looksFirst ? await cluster.findNamespace(spec.namespace) : null);
  const ownership = namespaceOwnership(namespace, claim.namespaceUid, spec.id);
  const isOurs = ownership === 'ours' || ownership === 'terminating';
  if (claim.deleteAt !== null) return finalize(claim, cluster, clock, isOurs ? namespace : null);
  if (ownership === 'foreign') return notOwnedPass(claim, clock);
  if (ownership === 'terminating' && namespace !== null)
    return awaitTermination(claim, namespace, clock, namespaceDrift(claim));

  const observed = allObserved(namespace, seen.objects);
  const desired = renderEnvironment(spec);
  const planned = planChanges(desired, observed);
  const now = dueChanges(planned, claim, clock.now());
  const suspected = findDrift(now.told, observed, claim, fieldManager, now.held);
  const isStale = isOneOf(await staleChanges(now.told.filter(isOneOf(suspected)), cluster));
  const isTrue = (one: Pick<Change, 'kind' | 'name'>) => !isStale(one);
  const [due, held] = [now.due.filter(isTrue), now.held.filter(isTrue)];
  const drift = suspected.filter(isTrue);
  const outcomes = await executePlan(due, cluster, clock);
  if (!looksFirst && outcomes.some(isNameTaken)) return converge(claim, cluster, clock, true);
  const after = cluster.observe(spec.namespace);
  const seenAfter = allObserved(after.namespace, after.objects);
  const pass = { desired, outcomes, planned, observed: seenAfter, held, drift };
  const { contest, ...found } = objectsAfter(pass, claim.objects, clock.now());
  const result = resultOf(outcomes, found.objects, contest, claim.waitsFor);
  const namespaceUid = after.namespace?.metadata.uid ?? claim.namespaceUid;
  const observedNow = observedState(desired, pass.observed);
  const record = passRecord(claim, result, { ...found, observed: observedNow, namespaceUid }, clock);
  return { ...record, quotaSeen: isQuotaSeen(desired, pass.observed) };
}

function isOneOf(known: readonly Pick<Change, 'kind' | 'name'>[]) {
  return ({ kind, name }: Pick<Change, 'kind' | 'name'>) =>
    known.some((one) => one.kind === kind && one.name === name);
}

// Without its namespace nothing is left of an environment, whatever the watches of the other kinds still hold.
function allObserved(namespace: ObservedObject | null, objects: Observed): Observed {
  return namespace === null ? new Map() : new Map([...objects, ['Namespace', [namespace]]]);
}

function isNameTaken({ change, error }: Outcome): boolean {
  return (
    change.kind === 'Namespace' && error !== null && 'failure' in error && error.failure === 'already-exists'
  );
}
