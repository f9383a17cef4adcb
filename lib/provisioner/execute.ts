import { isVersioned, type ManagedKind, managedKind } from './desired/managed-kinds.ts';
import type { ObservedObject } from './desired/observed-object.ts';
import { diffObject } from './diff/diff.ts';
import type { Change } from './diff/plan.ts';
import type { Clock, ClusterPort } from './ports.ts';

/** How one change went. */
export interface Outcome {
  change: Change;
  tookMs: number;
  object: ObservedObject | null;
  error: Error | null;
}

/**
 * Carries out a plan level by level, in parallel within a level. After a failure nothing new is created, so that
 * nobody gets access without its guardrails; repairs and prunes go on, so that a revocation is never held back.
 */
export async function executePlan(
  plan: readonly Change[],
  cluster: ClusterPort,
  clock: Clock,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const level of [...new Set(plan.map((change) => change.level))].sort((a, b) => a - b)) {
    const failed = outcomes.some(({ error }) => error !== null);
    const due = plan.filter((change) => change.level === level && !(failed && change.action === 'create'));
    outcomes.push(...(await Promise.all(due.map((change) => executeChange(change, cluster, clock)))));
  }
  return outcomes;
}

async function executeChange(change: Change, cluster: ClusterPort, clock: Clock): Promise<Outcome> {
  const started = clock.now().getTime();
  const took = () => clock.now().getTime() - started;
  try {
    const object = await write(change, cluster);
    return { change, tookMs: took(), object, error: null };
  } catch (error) {
    return {
      change,
      tookMs: took(),
      object: null,
      error: error instanceof Error ? error : new Error(String(error)),
    };
  }
}

async function write(change: Change, cluster: ClusterPort): Promise<ObservedObject | null> {
  const kind = managedKind(change.kind);
  if (change.action === 'prune') {
    await cluster.remove(kind, change.observed);
    return null;
  }
  if (change.action === 'enforce') {
    await cluster.enforceQuota(change.observed);
    return change.observed;
  }
  if (change.action === 'recreate') await cluster.remove(kind, change.observed);
  const written =
    change.action === 'repair' ? await repair(change, cluster) : await cluster.create(kind, change.manifest);
  if (change.action !== 'repair' && change.kind === 'ResourceQuota') await cluster.enforceQuota(written);
  return written;
}

// Apply can't remove a field that somebody else added and the intent omits; then the whole object is replaced.
async function repair(
  change: Extract<Change, { action: 'repair' }>,
  cluster: ClusterPort,
): Promise<ObservedObject> {
  const kind = managedKind(change.kind);
  const applied = isVersioned(kind)
    ? await applyToNewest(kind, change, cluster)
    : await cluster.apply(kind, change.manifest);
  if (diffObject(change.manifest, applied).length === 0) return applied;
  return cluster.replace(kind, change.manifest, applied.metadata.resourceVersion);
}

const mostTries = 5;

// The quota controller writes a new version with every pod; then the newest one is read and tried again.
async function applyToNewest(
  kind: ManagedKind,
  { manifest, observed }: Extract<Change, { action: 'repair' }>,
  cluster: ClusterPort,
): Promise<ObservedObject> {
  let seen = observed;
  for (let tries = 1; ; tries += 1) {
    try {
      return await cluster.apply(kind, manifest, seen.metadata.resourceVersion);
    } catch (error) {
      const isConflict = error instanceof Error && 'failure' in error && error.failure === 'conflict';
      const newest = isConflict && tries < mostTries ? await cluster.refresh(kind, manifest) : null;
      if (newest === null) throw error;
      if (diffObject(manifest, newest).length === 0) return newest;
      seen = newest;
    }
  }
}
