import type { Condition, ObjectStatus } from '#lib/domain/condition.ts';
import { managedKind } from '../desired/managed-kinds.ts';
import { quotaRevisionAnnotation } from '../desired/ownership.ts';
import type { Change } from './plan.ts';

/** What decides about holding back, as the last pass left it. */
interface Before {
  generation: number;
  healingPaused: boolean;
  conditions: readonly Condition[];
  objects: readonly ObjectStatus[];
}

/** Whether no pass has spoken of this generation yet: then what differs is the new spec and nobody's edit. */
export function isNewGeneration({
  generation,
  conditions,
}: Omit<Before, 'healingPaused' | 'objects'>): boolean {
  return conditions.every((condition) => condition.observedGeneration !== generation);
}

/** Whether the difference is the next decision of the budget's ledger, which nobody has written yet, and no edit. */
export function isNewRevision(change: Change): boolean {
  if (change.action !== 'repair') return false;
  const wanted = Number(change.manifest.metadata.annotations?.[quotaRevisionAnnotation]);
  const seen = Number(change.observed.metadata.annotations?.[quotaRevisionAnnotation]);
  return wanted > seen;
}

/**
 * Names (`Kind/name`) of the objects that were as agreed in this generation, be it until somebody changed them during the
 * last pass, or were left as somebody made them.
 */
export function settledObjects(objects: readonly ObjectStatus[]): Set<string> {
  return new Set(
    objects
      .filter(({ step, strayed }) => step === 'verified' || step === 'held' || strayed)
      .map(({ kind, name }) => `${kind}/${name}`),
  );
}

/**
 * The changes of a plan that a pause of healing holds back: hand-made edits and deletions of kinds that allow it.
 * Never a prune, never a new generation, and nothing at all while the namespace itself has to be made.
 */
export function heldBack(plan: readonly Change[], before: Before): Change[] {
  if (!before.healingPaused || isNewGeneration(before)) return [];
  if (plan.some(({ kind, action }) => kind === 'Namespace' && action === 'create')) return [];
  const settled = settledObjects(before.objects);
  return plan.filter((change) => {
    const { action, kind, name } = change;
    if (action === 'prune' || action === 'enforce' || isNewRevision(change)) return false;
    const pausable = managedKind(kind).pausable.includes(action === 'create' ? 'deleted' : 'edited');
    return pausable && settled.has(`${kind}/${name}`);
  });
}

/** What is said of an object that is left as it is; another edit makes another message. */
export function heldMessage(change: Change): string {
  const what = !('fields' in change)
    ? 'it was deleted'
    : change.fields.map(({ path, observed }) => `${path} is ${observed || 'absent'}`).join(', ');
  return `Left as it is while healing is paused: ${what}.`;
}
