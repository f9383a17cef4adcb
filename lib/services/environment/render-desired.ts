import { stringify } from 'yaml';
import type { Queryable } from '#lib/data/client.ts';
import { type EnvironmentWithStatus, findPersonRows } from '#lib/data/environment/environment-rows.ts';
import { listMemberSubjects } from '#lib/data/request/context-rows.ts';
import { classSpecSchema, type ResourceAmounts } from '#lib/domain/environment-class.ts';
import { teamRoles } from '#lib/domain/role.ts';
import { defaultPlatform } from '#lib/provisioner/desired/environment-spec.ts';
import { renderEnvironment } from '#lib/provisioner/desired/render-environment.ts';

/** A desired object as a YAML document. */
export interface RenderedObject {
  kind: string;
  name: string;
  yaml: string;
}

/** The desired state of a live environment, rendered as the provisioner renders it. */
export async function renderDesired(db: Queryable, row: EnvironmentWithStatus): Promise<RenderedObject[]> {
  const subjects = await listMemberSubjects(db, row.teamId);
  const [approver] = await findPersonRows(db, row.approvedBy === null ? [] : [row.approvedBy]);
  const manifests = renderEnvironment({
    id: row.id,
    team: { slug: row.team.slug, name: row.team.name },
    slug: row.slug,
    namespace: row.namespace,
    className: row.classVersion.class.slug,
    classVersion: row.classVersion.version,
    classSpec: classSpecSchema.parse(row.classVersion.spec),
    quota: row.quota as ResourceAmounts,
    members: subjects.flatMap(({ subject, role }) => {
      const known = teamRoles.find((each) => each === role);
      return known === undefined ? [] : [{ subject, role: known }];
    }),
    approvedBy: approver?.name ?? null,
    platform: defaultPlatform,
  });
  return manifests.map((manifest) => ({
    kind: manifest.kind,
    name: manifest.metadata.name,
    yaml: stringify(manifest, { lineWidth: 0 }),
  }));
}
