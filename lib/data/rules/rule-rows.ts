import { type Rule, rulesSchema } from '#lib/domain/rules/rule.ts';
import type { Queryable } from '../client.ts';

/** One version of the rules with who switched it on, when and why. */
export interface RuleVersionRow {
  version: number;
  rules: Rule[];
  reason: string;
  simulationId: string;
  createdBy: string | null;
  createdAt: Date;
}

/** The newest versions first, at most `limit`. */
export async function listRuleVersions(db: Queryable, limit: number): Promise<RuleVersionRow[]> {
  const rows = await db.ruleVersion.findMany({ orderBy: { version: 'desc' }, take: limit });
  return rows.map((row) => ({ ...row, rules: rulesSchema.parse(row.rules) }));
}

/** Adds a version; a number that is taken is a unique violation. */
export async function insertRuleVersion(
  tx: Queryable,
  row: Omit<RuleVersionRow, 'createdAt'>,
): Promise<void> {
  await tx.ruleVersion.create({ data: row });
}

/** Until the transaction ends nobody else switches rules on. */
export async function lockRules(tx: Queryable): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('bailiwick approval rules'))`;
}

/** Requests of a team that a rule granted in the 24 hours before; exact under the lock of the team. */
export async function countGrantedInDay(tx: Queryable, teamId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM request r JOIN decision d ON d.request_id = r.id
    WHERE r.team_id = ${teamId}::uuid AND r.created_at > now() - interval '24 hours' AND d.approver_id IS NULL`;
  return row?.count ?? 0;
}
