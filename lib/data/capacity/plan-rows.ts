import { type PlanKeys, planKeysSchema } from '#lib/domain/capacity/plan.ts';
import type { ResourceAmounts } from '#lib/domain/environment-class.ts';
import type { Queryable } from '../client.ts';

/** One version of the plan with who made it, when and why. */
export interface PlanRow {
  version: number;
  keys: PlanKeys;
  reason: string;
  createdBy: string | null;
  createdAt: Date;
}

/** The newest versions first, at most `limit`. */
export async function listPlanRows(db: Queryable, limit: number): Promise<PlanRow[]> {
  const rows = await db.capacityPlan.findMany({ orderBy: { version: 'desc' }, take: limit });
  return rows.map((row) => ({ ...row, keys: planKeysSchema.parse(row.keys) }));
}

/** Adds a version; a number that is taken is a unique violation. */
export async function insertPlan(tx: Queryable, row: Omit<PlanRow, 'createdAt'>): Promise<void> {
  await tx.capacityPlan.create({ data: row });
}

/** Until the transaction ends nobody else promises anything of the cluster. Asked for after the lock of a team. */
export async function lockCapacity(tx: Queryable): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('bailiwick capacity'))`;
}

/** Budgets of the active teams; `exceptId` is left out. */
export async function listBudgets(tx: Queryable, exceptId: string | null): Promise<ResourceAmounts[]> {
  const rows = await tx.team.findMany({ where: { archivedAt: null }, select: { id: true, budget: true } });
  return rows.filter(({ id }) => id !== exceptId).map(({ budget }) => budget as ResourceAmounts);
}

/** What the cluster may hold of each key at most, over all teams, in base units. */
export async function sumCeilings(db: Queryable): Promise<ResourceAmounts> {
  const rows = await db.$queryRaw<{ key: string; total: string }[]>`
    SELECT part.key, trim_scale(sum(part.value::numeric))::text AS total
    FROM budget_total b, jsonb_each_text(b.amounts) part GROUP BY part.key`;
  return Object.fromEntries(rows.map(({ key, total }) => [key, total]));
}

/** What is used of each key in all live environments, in base units, as the sums of the teams were last made. */
export async function sumUsed(db: Queryable): Promise<ResourceAmounts> {
  const rows = await db.$queryRaw<{ key: string; total: string }[]>`
    SELECT key, trim_scale(sum(used))::text AS total FROM team_usage GROUP BY key`;
  return Object.fromEntries(rows.map(({ key, total }) => [key, total]));
}
