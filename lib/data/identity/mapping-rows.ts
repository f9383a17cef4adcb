import type { GroupMapping } from '#lib/domain/identity/group-roles.ts';
import type { Queryable } from '../client.ts';

/** A line of the mapping as administration sees it. */
export interface MappingRow {
  id: string;
  groupName: string;
  role: string;
  createdAt: Date;
  team: { id: string; slug: string; name: string } | null;
  creator: { name: string };
}

const shown = {
  team: { select: { id: true, slug: true, name: true } },
  creator: { select: { name: true } },
} as const;

/** Nobody settles anybody's groups until the transaction ends: for whoever changes the mapping. */
export async function lockMapping(tx: Queryable): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('bailiwick group mapping'))`;
}

/** The mapping stays as it is until the transaction ends; many may hold this at once. */
export async function holdMapping(tx: Queryable): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock_shared(hashtext('bailiwick group mapping'))`;
}

/** What these groups give now. */
export async function listLiveMappings(tx: Queryable, groups: readonly string[]): Promise<GroupMapping[]> {
  const rows = await tx.groupMapping.findMany({
    where: { groupName: { in: [...groups] }, removedAt: null },
    select: { groupName: true, teamId: true, role: true },
  });
  return rows.map(({ groupName, teamId, role }) => ({ group: groupName, teamId, role }));
}

/** The whole mapping, by group. */
export async function listMappingRows(db: Queryable): Promise<MappingRow[]> {
  return db.groupMapping.findMany({
    where: { removedAt: null },
    include: shown,
    orderBy: [{ groupName: 'asc' }, { team: { name: 'asc' } }, { id: 'asc' }],
  });
}

export async function findMappingRow(db: Queryable, id: string): Promise<MappingRow | null> {
  return db.groupMapping.findFirst({ where: { id, removedAt: null }, include: shown });
}

/** Whether the group gives a role there already. */
export async function hasMapping(tx: Queryable, groupName: string, teamId: string | null): Promise<boolean> {
  return (await tx.groupMapping.count({ where: { groupName, teamId, removedAt: null } })) > 0;
}

export async function insertMapping(
  tx: Queryable,
  mapping: { groupName: string; teamId: string | null; role: string; createdBy: string },
): Promise<string> {
  return (await tx.groupMapping.create({ data: mapping, select: { id: true } })).id;
}

export async function removeMappingRow(tx: Queryable, id: string, removedBy: string): Promise<void> {
  await tx.groupMapping.update({ where: { id }, data: { removedAt: new Date(), removedBy } });
}

/** Ids and names of the people whose provider said last that they are in the group. */
export async function listPeopleInGroup(
  db: Queryable,
  groupName: string,
): Promise<{ id: string; name: string; email: string | null }[]> {
  return db.user.findMany({
    where: { identity: { problem: null, groups: { has: groupName } } },
    select: { id: true, name: true, email: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
}

/** How many people each of these groups has, as far as their provider said. */
export async function countPeopleInGroups(
  db: Queryable,
  groups: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await db.$queryRaw<{ name: string; people: number }[]>`
    SELECT name, count(*)::int AS people FROM identity, unnest(groups) name
    WHERE groups && ${[...groups]}::text[] AND name = ANY(${[...groups]}::text[]) GROUP BY name`;
  return new Map(rows.map(({ name, people }) => [name, people]));
}

/** Whether any group gives anything: without a mapping nobody misses groups. */
export async function hasMappings(db: Queryable): Promise<boolean> {
  return (await db.groupMapping.findFirst({ where: { removedAt: null }, select: { id: true } })) !== null;
}
