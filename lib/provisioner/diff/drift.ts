import type { Condition, ObjectStatus } from '#lib/domain/condition.ts';
import type { FieldChange } from './diff.ts';
import { lastForeignManager, lastWriteOf } from './field-managers.ts';
import { heldMessage, isNewGeneration, isNewRevision, settledObjects } from './held-back.ts';
import type { Change, Observed } from './plan.ts';

/** What was found different from the desired state of an environment that had been verified before. */
export interface Drift {
  kind: string;
  name: string;
  change: 'edited' | 'deleted' | 'added';
  manager: string | null;
  /** When that manager wrote, by the API server's record (ISO 8601). */
  editedAt: string | null;
  /** Left as it is, because healing is paused. */
  held: boolean;
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
  held: readonly Change[] = [],
): Drift[] {
  if (isNewGeneration(before)) return [];
  const verified = settledObjects(before.objects);
  const found = plan
    .filter((change) => !isNewRevision(change))
    .filter((change) => change.action !== 'enforce');
  return found.flatMap((change): Drift[] => {
    const { kind, name } = change;
    const isHeld = held.includes(change);
    const told = before.objects.find((object) => object.kind === kind && object.name === name);
    // Told when it was found and left as it was.
    if (told?.step === 'held' && told.message === heldMessage(change)) return [];
    if (change.action === 'create')
      return verified.has(`${kind}/${name}`)
        ? [{ kind, name, change: 'deleted', manager: null, editedAt: null, held: isHeld, fields: [] }]
        : [];
    const manager = lastForeignManager(change.observed, ours);
    const editedAt = lastWriteOf(change.observed, manager);
    if (change.action === 'prune')
      return [{ kind, name, change: 'added', manager, editedAt, held: false, fields: [] }];
    const wasThere = observed.get(kind)?.some((object) => object.metadata.name === name) ?? false;
    return wasThere && verified.has(`${kind}/${name}`)
      ? [{ kind, name, change: 'edited', manager, editedAt, held: isHeld, fields: change.fields }]
      : [];
  });
}

/** The drift of a namespace that somebody deletes although it should stay; told once, when it is seen first. */
export function namespaceDrift(before: { objects: readonly ObjectStatus[] }): Drift[] {
  return before.objects
    .filter(({ kind, step }) => kind === 'Namespace' && step === 'verified')
    .map(({ kind, name }) => ({
      kind,
      name,
      change: 'deleted',
      manager: null,
      editedAt: null,
      held: false,
      fields: [],
    }));
}
