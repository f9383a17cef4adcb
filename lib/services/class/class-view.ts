import type { ClassWithVersions } from '#lib/data/class/class-rows.ts';
import { classSpecSchema } from '#lib/domain/environment-class.ts';
import { notFound } from '#lib/domain/error.ts';
import type { ClassView } from '#lib/domain/views.ts';

/** A class as people see it: at its latest version, or at the one asked for. */
export function classView(row: ClassWithVersions, version?: number): ClassView {
  const shown =
    version === undefined ? row.versions[0] : row.versions.find((each) => each.version === version);
  if (shown === undefined) throw notFound('The environment class');
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    position: row.position,
    archivedAt: row.archivedAt?.toISOString() ?? null,
    versionId: shown.id,
    version: shown.version,
    spec: classSpecSchema.parse(shown.spec),
    environmentCount: row.versions.reduce((sum, { _count }) => sum + _count.environments, 0),
  };
}
