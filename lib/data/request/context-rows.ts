import type { Queryable } from '#lib/data/client.ts';
import { type ClassSpec, classSpecSchema, type ResourceAmounts } from '#lib/domain/environment-class.ts';

/** A team as decisions need it. */
export interface TeamRow {
  id: string;
  slug: string;
  name: string;
  budget: ResourceAmounts;
  archivedAt: Date | null;
}

/** One version of a class, ready to be granted. */
export interface ClassRow {
  classSlug: string;
  className: string;
  archivedAt: Date | null;
  versionId: string;
  version: number;
  newestVersion: number;
  spec: ClassSpec;
}

/** A live environment with the class version that it has. */
export interface EnvironmentRow {
  id: string;
  slug: string;
  namespace: string;
  generation: number;
  quota: ResourceAmounts;
  approvedBy: string | null;
  expiresAt: Date | null;
  deleteAfter: Date | null;
  finalizedAt: Date | null;
  class: ClassRow;
}

const asAmounts = (value: unknown) => value as ResourceAmounts;

/** The team with that slug, archived ones too. */
export async function findTeam(tx: Queryable, slug: string): Promise<TeamRow | null> {
  const team = await tx.team.findUnique({ where: { slug } });
  return team === null ? null : { ...team, budget: asAmounts(team.budget) };
}

/** The team as it is now; no other transaction that locks it can grant anything until this one ends. */
export async function lockTeam(tx: Queryable, id: string): Promise<TeamRow | null> {
  const [team] = await tx.$queryRaw<TeamRow[]>`
    SELECT id, slug, name, budget, archived_at AS "archivedAt" FROM team WHERE id = ${id}::uuid FOR UPDATE`;
  return team ?? null;
}

/** Whether a team has a live environment of that name; until its namespace is gone it has. */
export async function hasLiveEnvironment(tx: Queryable, teamId: string, slug: string): Promise<boolean> {
  const row = await tx.environment.findFirst({
    where: { teamId, slug, finalizedAt: null },
    select: { id: true },
  });
  return row !== null;
}

const withClass = {
  classVersion: {
    include: {
      class: { include: { versions: { orderBy: { version: 'desc' }, take: 1, select: { version: true } } } },
    },
  },
} as const;

/** The live environment of a team by its name; null once its namespace is gone. */
export async function findLiveEnvironment(
  tx: Queryable,
  teamId: string,
  slug: string,
): Promise<EnvironmentRow | null> {
  const row = await tx.environment.findFirst({
    where: { teamId, slug, finalizedAt: null },
    include: withClass,
  });
  return row === null ? null : environmentRow(row);
}

/** An environment by id, finalized ones too. */
export async function findEnvironmentById(tx: Queryable, id: string): Promise<EnvironmentRow | null> {
  const row = await tx.environment.findUnique({ where: { id }, include: withClass });
  return row === null ? null : environmentRow(row);
}

function environmentRow(
  row: Omit<EnvironmentRow, 'quota' | 'class'> & {
    quota: unknown;
    classVersion: VersionRow & { class: ParentRow & { versions: { version: number }[] } };
  },
): EnvironmentRow {
  const { classVersion, ...rest } = row;
  const newest = classVersion.class.versions[0]?.version ?? classVersion.version;
  return { ...rest, quota: asAmounts(row.quota), class: classRow(classVersion, classVersion.class, newest) };
}

type VersionRow = { id: string; version: number; spec: unknown };
type ParentRow = { slug: string; name: string; archivedAt: Date | null };

function classRow(version: VersionRow, parent: ParentRow, newestVersion: number): ClassRow {
  return {
    classSlug: parent.slug,
    className: parent.name,
    archivedAt: parent.archivedAt,
    versionId: version.id,
    version: version.version,
    newestVersion,
    spec: classSpecSchema.parse(version.spec),
  };
}

/** One version of a class by its number; null when there is none. */
export async function findClassVersion(
  tx: Queryable,
  classSlug: string,
  version: number,
): Promise<ClassRow | null> {
  const parent = await tx.environmentClass.findUnique({
    where: { slug: classSlug },
    include: { versions: { orderBy: { version: 'desc' } } },
  });
  const found = parent?.versions.find((each) => each.version === version);
  return parent && found ? classRow(found, parent, parent.versions[0]?.version ?? version) : null;
}

/** Quotas of a team's live environments; `exceptId` is left out. */
export async function listGrantedQuotas(
  tx: Queryable,
  teamId: string,
  exceptId: string | null,
): Promise<ResourceAmounts[]> {
  const rows = await tx.environment.findMany({
    where: { teamId, finalizedAt: null },
    select: { id: true, quota: true },
  });
  return rows.filter(({ id }) => id !== exceptId).map(({ quota }) => asAmounts(quota));
}

/** Who has access to a team's namespaces: provider subject and role. */
export async function listMemberSubjects(
  tx: Queryable,
  teamId: string,
): Promise<{ subject: string; role: string }[]> {
  const rows = await tx.membership.findMany({
    where: { teamId, user: { disabledAt: null } },
    select: { role: true, user: { select: { subject: true } } },
    orderBy: { userId: 'asc' },
  });
  return rows.map(({ role, user }) => ({ role, subject: user.subject }));
}

/** A team's live environments with their quotas, by name. */
export async function listLiveQuotas(
  tx: Queryable,
  teamId: string,
): Promise<{ id: string; slug: string; quota: ResourceAmounts }[]> {
  const rows = await tx.environment.findMany({
    where: { teamId, finalizedAt: null },
    select: { id: true, slug: true, quota: true },
    orderBy: { slug: 'asc' },
  });
  return rows.map((row) => ({ ...row, quota: asAmounts(row.quota) }));
}

/** The quotas of these environments by their ids. */
export async function listQuotas(
  tx: Queryable,
  ids: readonly string[],
): Promise<Map<string, ResourceAmounts>> {
  const rows = await tx.environment.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, quota: true },
  });
  return new Map(rows.map(({ id, quota }) => [id, asAmounts(quota)]));
}
