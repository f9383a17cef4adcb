import { findInventory } from '#lib/data/capacity/inventory-rows.ts';
import { listPlanRows, sumCeilings } from '#lib/data/capacity/plan-rows.ts';
import type { Queryable } from '#lib/data/client.ts';
import { hardAmounts } from '#lib/domain/budget/hard-amounts.ts';
import { type CapacityEffect, capacityEffect } from '#lib/domain/capacity/effect.ts';
import type { EnvironmentState } from './handler.ts';

/** What replacing the one by the other does to the capacity plan; nothing where nothing is planned. */
export async function capacityEffectOf(
  tx: Queryable,
  before: EnvironmentState | null,
  after: EnvironmentState | null,
): Promise<CapacityEffect[]> {
  const [plan] = await listPlanRows(tx, 1);
  if (plan === undefined) return [];
  const [inventory, granted] = [await findInventory(tx), await sumCeilings(tx)];
  const hard = (state: EnvironmentState | null) => (state === null ? null : hardAmounts(state.quota, {}));
  return capacityEffect(plan.keys, inventory?.allocatable ?? {}, granted, hard(before), hard(after));
}
