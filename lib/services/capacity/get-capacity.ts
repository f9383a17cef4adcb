import type { Actor } from '#lib/auth/permissions.ts';
import { findInventory } from '#lib/data/capacity/inventory-rows.ts';
import { listBudgets, listPlanRows, sumCeilings, sumUsed } from '#lib/data/capacity/plan-rows.ts';
import { namesOf } from '#lib/data/class/class-rows.ts';
import { getDatabase } from '#lib/data/client.ts';
import { sumAmounts } from '#lib/domain/budget.ts';
import { allocatableOf, limitOf } from '#lib/domain/capacity/plan.ts';
import { offeredKeys } from '#lib/domain/capacity/quota-key.ts';
import type { CapacityLine, CapacityView } from '#lib/domain/capacity/views.ts';
import { compareKeys } from '#lib/domain/key-order.ts';
import { compareQuantities, parseQuantity, type Quantity, zeroQuantity } from '#lib/domain/quantity.ts';
import { resourceLabel, showQuantity } from '#lib/domain/resource-key.ts';
import { assertMay } from '../scope-of.ts';

const historyLength = 20;

/** The plan, key by key, beside what is promised, granted and used; with what the cluster offers and who changed it. */
export async function getCapacity(actor: Actor): Promise<CapacityView> {
  assertMay(actor, 'capacity:read');
  const database = getDatabase();
  const [plans, inventory, budgets, ceilings, used] = await Promise.all([
    listPlanRows(database, historyLength),
    findInventory(database),
    listBudgets(database, null),
    sumCeilings(database),
    sumUsed(database),
  ]);
  const [plan] = plans;
  const keys = plan?.keys ?? {};
  const allocatable = inventory?.allocatable ?? {};
  const budgeted = sumAmounts(budgets);
  const shown = [...new Set([...Object.keys(keys), ...budgeted.keys()])].sort(compareKeys);
  const lines = shown.map((key): CapacityLine => {
    const show = (amount: Quantity) => showQuantity(key, amount);
    const limit = limitOf(keys, key, allocatable);
    const promised = budgeted.get(key) ?? zeroQuantity;
    const observed = allocatableOf(key, allocatable);
    return {
      key,
      label: resourceLabel(key),
      planned: keys[key] ?? null,
      observedText: observed === null ? null : show(parseQuantity(observed)),
      limitText: limit === null ? null : show(limit),
      budgetedText: show(promised),
      grantedText: show(parseQuantity(ceilings[key] ?? '0')),
      usedText: show(parseQuantity(used[key] ?? '0')),
      isOver: limit !== null && compareQuantities(promised, limit) > 0,
    };
  });
  const names = await namesOf(
    database,
    plans.flatMap(({ createdBy }) => createdBy ?? []),
  );
  return {
    version: plan?.version ?? 0,
    lines,
    nodes: inventory?.nodes ?? null,
    observedAt: inventory?.observedAt.toISOString() ?? null,
    offered: offeredKeys(inventory, shown),
    history: plans.map((row) => ({
      version: row.version,
      keys: row.keys,
      reason: row.reason,
      createdBy: row.createdBy === null ? 'Bailiwick' : (names.get(row.createdBy) ?? 'Unknown'),
      createdAt: row.createdAt.toISOString(),
    })),
  };
}
