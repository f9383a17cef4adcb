import type { ObjectStatus } from '#lib/domain/condition.ts';
import { heldForMs, statusOf } from './contest.ts';
import { heldBack } from './held-back.ts';
import type { Change } from './plan.ts';

/** What a pass makes of its plan. */
export interface DueChanges {
  /** Written now. */
  due: Change[];
  /** Left as somebody made it, because healing is paused. */
  held: Change[];
  /** Both of these in the order of the plan: what is told as drift. */
  told: Change[];
}

/**
 * Divides a plan into what is written now and what a pause of healing holds back. What another manager has just changed
 * once more is in neither until its second is over; what a pause holds has no such second.
 */
export function dueChanges(
  plan: readonly Change[],
  before: Parameters<typeof heldBack>[1] & { objects: readonly ObjectStatus[] },
  now: Date,
): DueChanges {
  const held = heldBack(plan, before);
  const told = plan.filter(
    (change) => held.includes(change) || heldForMs(statusOf(change, before.objects), now) === 0,
  );
  return { due: told.filter((change) => !held.includes(change)), held, told };
}
