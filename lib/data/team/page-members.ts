import { type TeamRole, teamRoles } from '#lib/domain/role.ts';
import type { Queryable } from '../client.ts';
import { Prisma } from '../generated/client.ts';
import type { MemberRow } from './member-rows.ts';

/** A membership with what is shown of its person. */
export type ShownMember = Omit<MemberRow, 'user' | 'userId'> & {
  user: Pick<MemberRow['user'], 'id' | 'name' | 'email'>;
};

export type MemberSort = 'name' | 'role' | 'since';

export interface MemberFilter {
  teamId: string;
  role: TeamRole | undefined;
  /** A part of the name or the e-mail, in any case. */
  q: string | undefined;
}

const columns: Record<MemberSort, Prisma.Sql> = {
  name: Prisma.sql`u.name`,
  role: Prisma.sql`array_position(${[...teamRoles]}::text[], m.role)`,
  since: Prisma.sql`m.created_at`,
};

/** One page of a team's members, the strongest role first when sorted by role, and how many there are in all. */
export async function pageMembers(
  db: Queryable,
  { teamId, role, q }: MemberFilter,
  order: { sort: MemberSort; direction: 'asc' | 'desc'; skip: number; take: number },
): Promise<{ rows: ShownMember[]; total: number }> {
  const rules = [
    Prisma.sql`m.team_id = ${teamId}::uuid`,
    ...(role === undefined ? [] : [Prisma.sql`m.role = ${role}`]),
    ...(q === undefined ? [] : [Prisma.sql`strpos(lower(concat_ws(' ', u.name, u.email)), lower(${q})) > 0`]),
  ];
  const from = Prisma.sql`FROM membership m JOIN "user" u ON u.id = m.user_id WHERE ${Prisma.join(rules, ' AND ')}`;
  const way = order.direction === 'desc' ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  const rows = await db.$queryRaw<ShownMember[]>`
    SELECT m.role, m.manual_role AS "manualRole", m.group_role AS "groupRole", m.group_name AS "groupName", m.created_at AS "createdAt",
      jsonb_build_object('id', u.id, 'name', u.name, 'email', u.email) AS "user"
    ${from} ORDER BY ${columns[order.sort]} ${way}, u.name, u.id LIMIT ${order.take} OFFSET ${order.skip}`;
  const [count] = await db.$queryRaw<{ total: number }[]>`SELECT count(*)::int AS total ${from}`;
  return { rows, total: count?.total ?? 0 };
}

/** How many people are in a team, and how many of them own it. */
export async function countMembers(db: Queryable, teamId: string): Promise<{ all: number; owners: number }> {
  const counts = await db.membership.groupBy({ by: ['role'], where: { teamId }, _count: true });
  const owners = counts.find(({ role }) => role === 'owner')?._count ?? 0;
  return { all: counts.reduce((sum, { _count }) => sum + _count, 0), owners };
}
