import type { Condition, ObjectStatus } from '#lib/domain/condition.ts';
import { type FieldChange, lastForeignManager } from './diff.ts';
import type { Change, Observed } from './plan.ts';

/** What was found different from the desired state of an environment that had been verified before. */
export interface Drift {
  kind: string;
  name: string;
  change: 'edited' | 'deleted' | 'added';
  manager: string | null;
  fields: FieldChange[];
}

/** What the last pass had left. */
interface Before {
  generation: number;
  conditions: readonly Condition[];
  objects: readonly ObjectStatus[];
}

/**
 * The part of a plan that undoes what somebody did in the cluster. What the environment's own change of spec
 * explains is no drift: only objects that had been verified for this generation count as deleted or edited.
 */
export function findDrift(
  plan: readonly Change[],
  observed: Observed,
  before: Before,
  ours: string,
): Drift[] {
  const isNewGeneration = before.conditions.every(
    (condition) => condition.observedGeneration !== before.generation,
  );
  if (isNewGeneration) return [];
  const verified = new Set(
    before.objects.filter(({ step }) => step === 'verified').map(({ kind, name }) => `${kind}/${name}`),
  );
  return plan.flatMap((change): Drift[] => {
    const { kind, name } = change;
    if (change.action === 'create')
      return verified.has(`${kind}/${name}`)
        ? [{ kind, name, change: 'deleted', manager: null, fields: [] }]
        : [];
    const manager = lastForeignManager(change.observed, ours);
    if (change.action === 'prune') return [{ kind, name, change: 'added', manager, fields: [] }];
    const wasThere = observed.get(kind)?.some((object) => object.metadata.name === name) ?? false;
    return wasThere && verified.has(`${kind}/${name}`)
      ? [{ kind, name, change: 'edited', manager, fields: change.fields }]
      : [];
  });
}

/** The drift of a namespace that somebody deletes although it should stay; told once, when it is seen first. */
export function namespaceDrift(before: { objects: readonly ObjectStatus[] }): Drift[] {
  return before.objects
    .filter(({ kind, step }) => kind === 'Namespace' && step === 'verified')
    .map(({ kind, name }) => ({ kind, name, change: 'deleted', manager: null, fields: [] }));
}
