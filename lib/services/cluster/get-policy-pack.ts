import { type Actor, may } from '#lib/auth/permissions.ts';
import { getDatabase } from '#lib/data/client.ts';
import { findPackReport } from '#lib/data/clusters/pack-report.ts';
import { findPlatform } from '#lib/data/platform/platform-rows.ts';
import { installCommand } from '#lib/domain/policy-pack.ts';
import type { PolicyPackView } from '#lib/domain/views.ts';

/** What the cluster has of the admission policies: for those who may see the cluster, null for others and before it is known. */
export async function getPolicyPack(actor: Actor): Promise<PolicyPackView | null> {
  if (!may(actor, 'cluster:read')) return null;
  const database = getDatabase();
  const [found, { settings }] = await Promise.all([findPackReport(database), findPlatform(database)]);
  if (found === null) return null;
  const { report, checkedAt } = found;
  const prefixFits = report.state === 'missing' || report.subjectPrefix === settings.subjectPrefix;
  return {
    ...report,
    prefixFits,
    checkedAt: checkedAt.toISOString(),
    command: installCommand(settings.subjectPrefix, report.exemptGroups),
  };
}
