import { findInventory } from '#lib/data/capacity/inventory-rows.ts';
import type { Queryable } from '#lib/data/client.ts';
import { quotaKeyProblem } from '#lib/domain/capacity/quota-key.ts';
import type { ClassSpec } from '#lib/domain/environment-class.ts';
import { AppError, type FieldErrors } from '#lib/domain/error.ts';

/** Refuses keys that are new in a class and that the cluster does not have: they would look like limits and be none. */
export async function checkQuotaKeys(
  tx: Queryable,
  before: ClassSpec['quota'],
  after: ClassSpec['quota'],
): Promise<void> {
  const inventory = await findInventory(tx);
  const problems: FieldErrors = {};
  for (const key of Object.keys(after)) {
    const problem = Object.hasOwn(before, key) ? null : quotaKeyProblem(key, inventory);
    if (problem !== null) problems[`spec.quota.${key}`] = problem;
  }
  if (Object.keys(problems).length > 0)
    throw new AppError('INVALID_INPUT', 'Some keys need another look. Nothing was changed.', problems);
}
