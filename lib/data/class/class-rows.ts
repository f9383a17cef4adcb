import type { Queryable } from '../client.ts';
import { containing } from '../contains.ts';

const withVersions = {
  versions: {
    orderBy: { version: 'desc' },
    include: { _count: { select: { environments: { where: { finalizedAt: null } } } } },
  },
} as const;

/** A class with its versions, newest first, each with the number of live environments that have it. */
export interface ClassWithVersions {
  id: string;
  slug: string;
  name: string;
  position: number;
  archivedAt: Date | null;
  versions: {
    id: string;
    version: number;
    spec: unknown;
    createdBy: string | null;
    createdAt: Date;
    _count: { environments: number };
  }[];
}

export async function listClassRows(db: Queryable, archived: boolean): Promise<ClassWithVersions[]> {
  return db.environmentClass.findMany({
    where: archived ? {} : { archivedAt: null },
    include: withVersions,
    orderBy: [{ position: 'asc' }, { slug: 'asc' }],
  });
}

export interface ClassFilter {
  state: 'offered' | 'archived' | 'all';
  q: string | undefined;
}

/** One page of classes, with the number of all that match. */
export async function pageClassRows(
  db: Queryable,
  { state, q }: ClassFilter,
  { by, direction }: { by: 'position' | 'name'; direction: 'asc' | 'desc' },
  window: { skip: number; take: number },
): Promise<{ rows: ClassWithVersions[]; total: number }> {
  const archived = { offered: { archivedAt: null }, archived: { archivedAt: { not: null } }, all: {} }[state];
  const found = q ? { OR: [{ slug: containing(q) }, { name: containing(q) }] } : {};
  const where = { AND: [archived, found] };
  const orderBy = [{ [by]: direction }, { slug: 'asc' as const }];
  const [rows, total] = await Promise.all([
    db.environmentClass.findMany({ where, include: withVersions, orderBy, ...window }),
    db.environmentClass.count({ where }),
  ]);
  return { rows, total };
}

export async function findClassRow(db: Queryable, slug: string): Promise<ClassWithVersions | null> {
  return db.environmentClass.findUnique({ where: { slug }, include: withVersions });
}

/** The class, locked until the transaction ends: two new versions can't get the same number. */
export async function lockClassRow(tx: Queryable, slug: string): Promise<ClassWithVersions | null> {
  await tx.$queryRaw`SELECT id FROM environment_class WHERE slug = ${slug} FOR UPDATE`;
  return findClassRow(tx, slug);
}

export async function insertClass(
  tx: Queryable,
  row: { slug: string; name: string; position: number },
): Promise<string> {
  return (await tx.environmentClass.create({ data: row, select: { id: true } })).id;
}

export async function nextClassPosition(tx: Queryable): Promise<number> {
  const last = await tx.environmentClass.aggregate({ _max: { position: true } });
  return (last._max.position ?? -1) + 1;
}

export async function insertClassVersion(
  tx: Queryable,
  row: { classId: string; version: number; spec: object; createdBy: string | null },
): Promise<void> {
  await tx.environmentClassVersion.create({ data: row });
}

export async function updateClass(
  tx: Queryable,
  id: string,
  change: { name?: string; archivedAt?: Date },
): Promise<void> {
  await tx.environmentClass.update({ where: { id }, data: change });
}

/** Names of people by id, for lines that keep only the id. */
export async function namesOf(db: Queryable, ids: readonly string[]): Promise<Map<string, string>> {
  const users = await db.user.findMany({ where: { id: { in: [...ids] } }, select: { id: true, name: true } });
  return new Map(users.map(({ id, name }) => [id, name]));
}

/** The short names of all classes, archived ones too. */
export async function listClassSlugs(db: Queryable): Promise<string[]> {
  return (await db.environmentClass.findMany({ select: { slug: true } })).map(({ slug }) => slug);
}
