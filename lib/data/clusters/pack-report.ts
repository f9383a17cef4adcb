import type { PackReport } from '#lib/domain/policy-pack.ts';
import type { Queryable } from '../client.ts';

/** What was found last of the admission policies; null before anything was. */
export async function findPackReport(
  database: Queryable,
): Promise<{ report: PackReport; checkedAt: Date } | null> {
  const row = await database.policyPack.findUnique({ where: { id: 1 } });
  return row && { report: row.report as unknown as PackReport, checkedAt: row.checkedAt };
}
