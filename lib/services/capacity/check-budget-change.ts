import { findInventory } from '#lib/data/capacity/inventory-rows.ts';
import { listBudgets, listPlanRows, lockCapacity } from '#lib/data/capacity/plan-rows.ts';
import type { Queryable } from '#lib/data/client.ts';
import { capacityProblems } from '#lib/domain/capacity/plan.ts';
import { quotaKeyProblem } from '#lib/domain/capacity/quota-key.ts';
import type { ResourceAmounts } from '#lib/domain/environment-class.ts';
import { AppError, type FieldErrors } from '#lib/domain/error.ts';

/**
 * Checks a new or changed budget against what the cluster knows and what its plan has left, in the transaction that
 * writes it. Throws INVALID_INPUT for a key that is new and does not exist, OVER_BUDGET with the keys that don't fit.
 */
export async function checkBudgetChange(
  tx: Queryable,
  teamId: string | null,
  before: ResourceAmounts,
  after: ResourceAmounts,
): Promise<void> {
  await lockCapacity(tx);
  const inventory = await findInventory(tx);
  const unknown: FieldErrors = {};
  for (const key of Object.keys(after)) {
    const problem = Object.hasOwn(before, key) ? null : quotaKeyProblem(key, inventory);
    if (problem !== null) unknown[`budget.${key}`] = problem;
  }
  if (Object.keys(unknown).length > 0)
    throw new AppError('INVALID_INPUT', 'Some keys need another look. Nothing was changed.', unknown);
  const [plan] = await listPlanRows(tx, 1);
  if (plan === undefined) return;
  const others = await listBudgets(tx, teamId);
  const problems = capacityProblems(plan.keys, inventory?.allocatable ?? {}, others, before, after);
  if (Object.keys(problems).length > 0)
    throw new AppError(
      'OVER_BUDGET',
      'The cluster’s plan has no room for this. Nothing was changed.',
      problems,
    );
}
