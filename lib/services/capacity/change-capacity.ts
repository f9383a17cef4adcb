import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { findInventory } from '#lib/data/capacity/inventory-rows.ts';
import { insertPlan, listPlanRows, lockCapacity } from '#lib/data/capacity/plan-rows.ts';
import { recordAudit } from '#lib/data/record-audit.ts';
import { inTransaction } from '#lib/data/request/transaction.ts';
import type { ClusterInventory } from '#lib/domain/capacity/inventory.ts';
import { allocatableOf, type PlanKeys } from '#lib/domain/capacity/plan.ts';
import { quotaKeyProblem } from '#lib/domain/capacity/quota-key.ts';
import { AppError, type FieldErrors } from '#lib/domain/error.ts';
import { changeCapacityInput } from '#lib/domain/inputs/capacity.ts';
import { parseInput } from '../parse-input.ts';
import { assertMay } from '../scope-of.ts';

/**
 * The next version of the capacity plan. Budgets that are above it stay and show as over-committed; only growing stops.
 * Throws STALE if it isn't made from the latest.
 */
export async function changeCapacity(
  actor: Actor,
  input: z.input<typeof changeCapacityInput>,
): Promise<{ version: number }> {
  const { baseVersion, keys, reason } = parseInput(changeCapacityInput, input);
  assertMay(actor, 'capacity:update');
  return inTransaction(async (tx) => {
    await lockCapacity(tx);
    const [before] = await listPlanRows(tx, 1);
    if ((before?.version ?? 0) !== baseVersion)
      throw new AppError('STALE', 'Somebody else has changed the plan. Reload the page and look again.');
    const problems = keyProblems(keys, await findInventory(tx));
    if (Object.keys(problems).length > 0)
      throw new AppError('INVALID_INPUT', 'Some keys need another look. Nothing was changed.', problems);
    const version = baseVersion + 1;
    await insertPlan(tx, { version, keys, reason, createdBy: actor.userId || null });
    await recordAudit(tx, actor, {
      action: 'capacity.change',
      objectType: 'capacity',
      objectId: 'cluster',
      objectName: `capacity plan v${version}`,
      before: { version: baseVersion, keys: before?.keys ?? {} },
      after: { version, keys, reason },
    });
    return { version };
  });
}

function keyProblems(keys: PlanKeys, inventory: ClusterInventory | null): FieldErrors {
  const problems: FieldErrors = {};
  for (const [key, { amount }] of Object.entries(keys)) {
    const wrong = quotaKeyProblem(key, inventory);
    if (wrong !== null) problems[`keys.${key}`] = wrong;
    else if (amount === null && allocatableOf(key, inventory?.allocatable ?? {}) === null)
      problems[`keys.${key}`] = 'No node tells of it. Enter what the cluster has.';
  }
  return problems;
}
