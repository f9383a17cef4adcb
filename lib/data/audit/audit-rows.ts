import type { Queryable } from '../client.ts';
import { containing } from '../contains.ts';
import type { Prisma } from '../generated/client.ts';
import { inTeams, type Scope } from '../scope.ts';

/** What narrows a list of audit events; absent means any. */
export interface AuditFilter {
  teamSlug?: string | undefined;
  actor?: string | undefined;
  action?: string | undefined;
  objectType?: string | undefined;
  objectId?: string | undefined;
  /** These objects only: of one environment, its own events and those of its requests. */
  objectIds?: readonly string[] | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
  q?: string | undefined;
}

const withTeam = { team: { select: { slug: true } } } as const;
export type AuditRow = Prisma.AuditEventGetPayload<{ include: typeof withTeam }>;

export interface AuditOrder {
  sort: 'at' | 'actor' | 'action' | 'object';
  direction: 'asc' | 'desc';
}

const columns = { actor: 'actorName', action: 'action', object: 'objectName' } as const;
const newestFirst: Prisma.AuditEventOrderByWithRelationInput[] = [{ at: 'desc' }, { id: 'desc' }];

/** One page of events with the number of all that match; what is equal in the asked column comes newest first. */
export async function pageAuditEvents(
  database: Queryable,
  scope: Scope,
  filter: AuditFilter,
  { sort, direction }: AuditOrder,
  window: { skip: number; take: number },
): Promise<{ rows: AuditRow[]; total: number }> {
  const where = whereOf(scope, filter);
  const orderBy: Prisma.AuditEventOrderByWithRelationInput[] =
    sort === 'at' ? [{ at: direction }, { id: direction }] : [{ [columns[sort]]: direction }, ...newestFirst];
  const [rows, total] = await Promise.all([
    database.auditEvent.findMany({ where, include: withTeam, orderBy, ...window }),
    database.auditEvent.count({ where }),
  ]);
  return { rows, total };
}

/** Events after a known one in the same order: for exports, which must not skip or repeat while rows are added. */
export async function listAuditEventsAfter(
  database: Queryable,
  scope: Scope,
  filter: AuditFilter,
  after: { at: Date; id: string } | null,
  take: number,
): Promise<AuditRow[]> {
  // The first bound says nothing new, but an index can begin there, which it can't at an OR.
  const beyond: Prisma.AuditEventWhereInput =
    after === null
      ? {}
      : { at: { lte: after.at }, OR: [{ at: { lt: after.at } }, { at: after.at, id: { lt: after.id } }] };
  return database.auditEvent.findMany({
    where: { AND: [whereOf(scope, filter), beyond] },
    include: withTeam,
    orderBy: newestFirst,
    take,
  });
}

function whereOf(scope: Scope, filter: AuditFilter): Prisma.AuditEventWhereInput {
  const narrow: Prisma.AuditEventWhereInput[] = [];
  if (filter.teamSlug) narrow.push({ team: { slug: filter.teamSlug } });
  if (filter.actor) narrow.push({ actorName: containing(filter.actor) });
  if (filter.action) narrow.push({ action: filter.action });
  if (filter.objectType) narrow.push({ objectType: filter.objectType });
  if (filter.objectId) narrow.push({ objectId: filter.objectId });
  if (filter.objectIds) narrow.push({ objectId: { in: [...filter.objectIds] } });
  if (filter.from) narrow.push({ at: { gte: filter.from } });
  if (filter.to) narrow.push({ at: { lt: filter.to } });
  if (filter.q)
    narrow.push({
      OR: [
        { objectName: containing(filter.q) },
        { actorName: containing(filter.q) },
        { action: containing(filter.q) },
      ],
    });
  return { AND: [...inTeams(scope).AND, ...narrow] };
}

/** The ids whose events tell the story of one environment; null if the team has none of that name. */
export async function listEnvironmentObjectIds(
  database: Queryable,
  scope: Scope,
  team: string,
  environment: string,
): Promise<string[] | null> {
  const rows = await database.environment.findMany({
    where: { AND: [...inTeams(scope).AND, { slug: environment, team: { slug: team } }] },
    select: { id: true, requests: { select: { id: true } } },
    orderBy: { createdAt: 'desc' },
    take: 1,
  });
  const [row] = rows;
  return row === undefined ? null : [row.id, ...row.requests.map(({ id }) => id)];
}

/** Whether the team exists within the scope. */
export async function hasTeam(database: Queryable, scope: Scope, slug: string): Promise<boolean> {
  const ids = scope.kind === 'all' ? {} : { id: { in: [...scope.ids] } };
  return (await database.team.count({ where: { AND: [{ slug }, ids] } })) > 0;
}
