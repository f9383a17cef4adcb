import { managedKind } from './desired/managed-kinds.ts';
import { fieldManager } from './desired/ownership.ts';
import { renderEnvironment } from './desired/render-environment.ts';
import { type Drift, findDrift, namespaceDrift } from './diff/drift.ts';
import { namespaceOwnership, terminationBlocker } from './diff/ownership-of-namespace.ts';
import { type Observed, planChanges } from './diff/plan.ts';
import { executePlan, type Outcome } from './execute.ts';
import { interruptedPass, passRecord } from './pass-record.ts';
import type { Claim, Clock, ClusterPort, PassRecord } from './ports.ts';
import { computeObjects } from './status/object-status.ts';
import { type PassResult, resultOf } from './status/pass-result.ts';

/**
 * One pass for one environment: observe, render, diff, plan, execute, and say what came of it. Level-triggered and
 * idempotent: it reads nothing but the claim and the cluster, and a second pass over an unchanged state writes nothing.
 */
export async function reconcile(claim: Claim, cluster: ClusterPort, clock: Clock): Promise<PassRecord> {
  try {
    return await converge(claim, cluster, clock);
  } catch (error) {
    return interruptedPass(claim, error instanceof Error ? error : new Error(String(error)), clock);
  }
}

async function converge(claim: Claim, cluster: ClusterPort, clock: Clock): Promise<PassRecord> {
  const { spec } = claim;
  const seen = cluster.observe(spec.namespace);
  const namespace = seen.namespace ?? (await cluster.findNamespace(spec.namespace));
  const ownership = namespaceOwnership(namespace, claim.namespaceUid, spec.id);
  const isOurs = ownership === 'ours' || ownership === 'terminating';
  if (claim.deleteAt !== null) return finalize(claim, cluster, clock, isOurs ? namespace : null);
  if (ownership === 'foreign') return notOwned(claim, clock);
  if (ownership === 'terminating' && namespace !== null)
    return waiting(claim, clock, terminationMessage(terminationBlocker(namespace)), namespaceDrift(claim));

  const observed: Observed =
    namespace === null ? new Map() : new Map([...seen.objects, ['Namespace', [namespace]]]);
  const desired = renderEnvironment(spec);
  const plan = planChanges(desired, observed);
  const drift = findDrift(plan, observed, claim, fieldManager);
  const outcomes = await executePlan(plan, cluster, clock);
  const results = desired.map((manifest) =>
    resultFor(manifest.kind, manifest.metadata.name, outcomes, cluster.observe(spec.namespace)),
  );
  const objects = computeObjects(
    desired.map((manifest, index) => ({
      manifest,
      ...(results[index] ?? { observed: null, tookMs: null, error: null }),
    })),
    claim.objects,
    clock.now().toISOString(),
  );
  const uid = cluster.observe(spec.namespace).namespace?.metadata.uid ?? claim.namespaceUid;
  return passRecord(claim, resultOf(outcomes, objects), { objects, drift, namespaceUid: uid }, clock);
}

function resultFor(
  kind: string,
  name: string,
  outcomes: readonly Outcome[],
  seen: ReturnType<ClusterPort['observe']>,
) {
  const outcome = outcomes.find(
    ({ change }) => change.action !== 'prune' && change.kind === kind && change.name === name,
  );
  const cached =
    kind === 'Namespace'
      ? seen.namespace
      : seen.objects.get(kind)?.find((object) => object.metadata.name === name);
  return {
    observed: outcome?.object && !cached ? outcome.object : (cached ?? null),
    tookMs: outcome?.tookMs ?? null,
    error: outcome?.error?.message ?? null,
  };
}

// Deleting asks once, with the UID as precondition, and then waits until the namespace is really gone.
async function finalize(
  claim: Claim,
  cluster: ClusterPort,
  clock: Clock,
  namespace: ReturnType<ClusterPort['observe']>['namespace'],
): Promise<PassRecord> {
  const now = clock.now().toISOString();
  if (namespace === null) {
    const objects = claim.objects.map((object) => ({
      ...object,
      step: 'deleted' as const,
      message: '',
      at: now,
    }));
    const record = passRecord(
      claim,
      { outcome: 'stalled', reason: 'Deleted', message: 'The namespace is gone.' },
      { objects, drift: [], namespaceUid: claim.namespaceUid },
      clock,
    );
    return { ...record, finalized: true };
  }
  if (namespace.metadata.deletionTimestamp === undefined)
    await cluster.remove(managedKind('Namespace'), namespace);
  return waiting(claim, clock, terminationMessage(terminationBlocker(namespace)));
}

function terminationMessage(blocker: string): string {
  return blocker === ''
    ? 'The namespace is being deleted with everything in it.'
    : `The namespace can't be deleted yet: ${blocker}`;
}

function waiting(claim: Claim, clock: Clock, message: string, drift: Drift[] = []): PassRecord {
  const now = clock.now().toISOString();
  const objects = claim.objects.map((object) =>
    object.step === 'deleting' ? object : { ...object, step: 'deleting' as const, message: '', at: now },
  );
  const result: PassResult = { outcome: 'wait', reason: 'Terminating', message, retryInMs: 5_000 };
  return passRecord(claim, result, { objects, drift, namespaceUid: claim.namespaceUid }, clock);
}

function notOwned(claim: Claim, clock: Clock): PassRecord {
  const message = `A namespace ${claim.spec.namespace} exists that Bailiwick did not create. It is left alone; remove it or choose another name.`;
  return passRecord(
    claim,
    { outcome: 'stalled', reason: 'NamespaceNotOwned', message },
    { objects: [...claim.objects], drift: [], namespaceUid: claim.namespaceUid },
    clock,
  );
}
