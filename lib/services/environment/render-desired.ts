import type { Queryable } from '#lib/data/client.ts';
import { type EnvironmentWithStatus, findPersonRows } from '#lib/data/environment/environment-rows.ts';
import { findPlatform } from '#lib/data/platform/platform-rows.ts';
import { listMemberSubjects } from '#lib/data/request/context-rows.ts';
import { classSpecSchema, type ResourceAmounts } from '#lib/domain/environment-class.ts';
import { teamRoles } from '#lib/domain/role.ts';
import type { EnvironmentSpec, Manifest } from '#lib/provisioner/desired/environment-spec.ts';
import { renderEnvironment } from '#lib/provisioner/desired/render-environment.ts';

/** The desired state of a live environment, rendered as the provisioner renders it. */
export async function renderDesired(db: Queryable, row: EnvironmentWithStatus): Promise<Manifest[]> {
  const subjects = await listMemberSubjects(db, row.teamId);
  const [approver] = await findPersonRows(db, row.approvedBy === null ? [] : [row.approvedBy]);
  return renderEnvironment({
    id: row.id,
    team: { slug: row.team.slug, name: row.team.name },
    slug: row.slug,
    namespace: row.namespace,
    className: row.classVersion.class.slug,
    classVersion: row.classVersion.version,
    classSpec: classSpecSchema.parse(row.classVersion.spec),
    ...quotaOf(row),
    members: subjects.flatMap(({ subject, role }) => {
      const known = teamRoles.find((each) => each === role);
      return known === undefined ? [] : [{ subject, role: known }];
    }),
    approvedBy: approver?.name ?? null,
    platform: (await findPlatform(db)).settings,
  });
}

// While the team's budget has no room for all of it, less than was granted is desired.
function quotaOf({ quota, status }: EnvironmentWithStatus): Pick<EnvironmentSpec, 'quota' | 'quotaRevision'> {
  const granted = quota as ResourceAmounts;
  if (status === null || status.quotaRevision === 0) return { quota: granted };
  return { quota: status.allowed as ResourceAmounts, quotaRevision: status.quotaRevision };
}
