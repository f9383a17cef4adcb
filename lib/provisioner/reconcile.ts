import { fieldManager } from './desired/ownership.ts';
import { renderEnvironment } from './desired/render-environment.ts';
import { findDrift, namespaceDrift } from './diff/drift.ts';
import { namespaceOwnership } from './diff/ownership-of-namespace.ts';
import { type Observed, planChanges } from './diff/plan.ts';
import { executePlan, type Outcome } from './execute.ts';
import { awaitTermination, finalize } from './finalize.ts';
import { interruptedPass, notOwnedPass, passRecord } from './pass-record.ts';
import type { Claim, Clock, ClusterPort, PassRecord } from './ports.ts';
import { computeObjects } from './status/object-status.ts';
import { resultOf } from './status/pass-result.ts';

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

  const observed: Observed =
    namespace === null ? new Map() : new Map([...seen.objects, ['Namespace', [namespace]]]);
  const desired = renderEnvironment(spec);
  const plan = planChanges(desired, observed);
  const drift = findDrift(plan, observed, claim, fieldManager);
  const outcomes = await executePlan(plan, cluster, clock);
  if (!looksFirst && outcomes.some(isNameTaken)) return converge(claim, cluster, clock, true);
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

function isNameTaken({ change, error }: Outcome): boolean {
  return (
    change.kind === 'Namespace' && error !== null && 'failure' in error && error.failure === 'already-exists'
  );
}
