import type { ResourceAmounts } from '#lib/domain/environment-class.ts';
import type { Queryable } from '../client.ts';
import { ofTeams, type Scope } from '../scope.ts';

const shape = {
  environments: {
    where: { finalizedAt: null },
    select: { slug: true, quota: true, status: { select: { usage: true, ceiling: true } } },
    orderBy: { slug: 'asc' },
  },
  memberships: { select: { userId: true, role: true } },
} as const;

/** A team with what its budget is used for and who is in it. */
export interface TeamWithUse {
  id: string;
  slug: string;
  name: string;
  costCentre: string | null;
  budget: unknown;
  version: number;
  archivedAt: Date | null;
  environments: { slug: string; quota: unknown; status: { usage: unknown; ceiling: unknown } | null }[];
  memberships: { userId: string; role: string }[];
}

export interface TeamFilter {
  scope: Scope;
  state: 'active' | 'archived' | 'all';
  q: string | undefined;
}

const stateFilter = { active: { archivedAt: null }, archived: { archivedAt: { not: null } }, all: {} };

function where({ scope, state, q }: TeamFilter) {
  const text =
    q === undefined
      ? []
      : [
          {
            OR: [
              { slug: { contains: q, mode: 'insensitive' as const } },
              { name: { contains: q, mode: 'insensitive' as const } },
            ],
          },
        ];
  return { AND: [ofTeams(scope), stateFilter[state], ...text] };
}

export async function countTeams(db: Queryable, filter: TeamFilter): Promise<number> {
  return db.team.count({ where: where(filter) });
}

export async function listTeamRows(
  db: Queryable,
  filter: TeamFilter,
  order: { sort: 'name' | 'created'; direction: 'asc' | 'desc'; skip: number; take: number },
): Promise<TeamWithUse[]> {
  const { sort, direction, skip, take } = order;
  const column = sort === 'created' ? { createdAt: direction } : { name: direction };
  return db.team.findMany({
    where: where(filter),
    include: shape,
    orderBy: [column, { id: 'asc' }],
    skip,
    take,
  });
}

/** Slug and name of the active ones among these teams, by name. */
export async function listTeamNames(
  db: Queryable,
  ids: readonly string[],
  most: number,
): Promise<{ slug: string; name: string }[]> {
  return db.team.findMany({
    where: { id: { in: [...ids] }, archivedAt: null },
    select: { slug: true, name: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: most,
  });
}

export async function findTeamRow(db: Queryable, scope: Scope, slug: string): Promise<TeamWithUse | null> {
  return db.team.findFirst({ where: { AND: [ofTeams(scope), { slug }] }, include: shape });
}

/** The team, locked until the transaction ends: budget, members and grants can't pass each other. */
export async function lockTeamRow(tx: Queryable, scope: Scope, slug: string): Promise<TeamWithUse | null> {
  await tx.$queryRaw`SELECT id FROM team WHERE slug = ${slug} FOR UPDATE`;
  return findTeamRow(tx, scope, slug);
}

export interface TeamChange {
  name?: string;
  costCentre?: string | null;
  budget?: ResourceAmounts;
  archivedAt?: Date;
}

/** Writes the next version; false if another change came first. */
export async function changeTeam(
  tx: Queryable,
  id: string,
  version: number,
  change: TeamChange,
): Promise<boolean> {
  const { count } = await tx.team.updateMany({
    where: { id, version },
    data: { ...change, version: version + 1 },
  });
  return count === 1;
}

export async function insertTeam(
  tx: Queryable,
  team: { slug: string; name: string; costCentre: string | null; budget: ResourceAmounts },
): Promise<string> {
  return (await tx.team.create({ data: team, select: { id: true } })).id;
}

export async function countPendingOfTeam(tx: Queryable, teamId: string): Promise<number> {
  return tx.request.count({ where: { teamId, state: 'pending' } });
}
