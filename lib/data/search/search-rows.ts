import type { Queryable } from '../client.ts';
import { containing } from '../contains.ts';
import { inTeams, ofTeams, type Scope } from '../scope.ts';

const limit = 8;

/** Teams whose name or slug contains the text. */
export async function searchTeams(database: Queryable, scope: Scope, text: string) {
  const has = containing(text);
  return database.team.findMany({
    where: { AND: [...ofTeams(scope).AND, { archivedAt: null, OR: [{ slug: has }, { name: has }] }] },
    select: { slug: true, name: true },
    orderBy: { name: 'asc' },
    take: limit,
  });
}

/** Live environments whose namespace or purpose contains the text. */
export async function searchEnvironments(database: Queryable, scope: Scope, text: string) {
  const has = containing(text);
  return database.environment.findMany({
    where: {
      AND: [...inTeams(scope).AND, { finalizedAt: null, OR: [{ namespace: has }, { purpose: has }] }],
    },
    select: { slug: true, namespace: true, team: { select: { slug: true, name: true } } },
    orderBy: { namespace: 'asc' },
    take: limit,
  });
}

/** Requests with that number, or whose reason or requester's name contains the text; own ones of any team too. */
export async function searchRequests(database: Queryable, scope: Scope, userId: string, text: string) {
  const has = containing(text);
  const number = /^#?\d{1,9}$/.test(text) ? Number(text.replace('#', '')) : null;
  const matches = number === null ? [{ reason: has }, { requester: { name: has } }] : [{ number }];
  return database.request.findMany({
    where: {
      AND: [{ OR: [{ AND: inTeams(scope).AND }, { requesterId: userId }] }, { OR: matches }],
    },
    select: { number: true, type: true, reason: true, state: true },
    orderBy: { number: 'desc' },
    take: limit,
  });
}
