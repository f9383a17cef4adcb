import type { Queryable } from '#lib/data/client.ts';
import type { RequestState, RequestType } from '#lib/domain/requests/request.ts';
import { type RequestRow, requestInclude } from './request-rows.ts';

/** Whose requests may be seen at all. */
export interface Sight {
  userId: string;
  /** Null sees every team's. */
  teamIds: readonly string[] | null;
}

/** Requests that someone can decide: all of some types, and of others those of certain teams. Never his own. */
export interface Inbox {
  userId: string;
  types: readonly RequestType[];
  teamTypes: readonly { type: RequestType; teamIds: readonly string[] }[];
}

export interface RequestFilter {
  sight: Sight;
  inbox?: Inbox;
  requesterId?: string;
  teamSlug?: string;
  environmentSlug?: string;
  type?: RequestType;
  state?: RequestState;
  q?: string;
}

export type RequestOrder = 'number' | 'type' | 'state' | 'team' | 'requester';

export async function listRequestRows(
  tx: Queryable,
  filter: RequestFilter,
  order: { column: RequestOrder; direction: 'asc' | 'desc' },
  page: { skip: number; take: number },
): Promise<{ rows: RequestRow[]; total: number }> {
  const where = whereOf(filter);
  const { column, direction } = order;
  const first =
    column === 'team' || column === 'requester' ? { [column]: { name: direction } } : { [column]: direction };
  const [rows, total] = await Promise.all([
    tx.request.findMany({ where, include: requestInclude, orderBy: [first, { number: 'desc' }], ...page }),
    tx.request.count({ where }),
  ]);
  return { rows: rows as unknown as RequestRow[], total };
}

export async function countRequests(tx: Queryable, filter: RequestFilter): Promise<number> {
  return tx.request.count({ where: whereOf(filter) });
}

function whereOf({ sight, inbox, requesterId, teamSlug, environmentSlug, type, state, q }: RequestFilter) {
  const seen =
    sight.teamIds === null
      ? {}
      : { OR: [{ requesterId: sight.userId }, { teamId: { in: [...sight.teamIds] } }] };
  return {
    AND: [
      seen,
      inbox === undefined ? {} : inboxWhere(inbox),
      requesterId === undefined ? {} : { requesterId },
      teamSlug === undefined ? {} : { team: { slug: teamSlug } },
      environmentSlug === undefined ? {} : { environment: { slug: environmentSlug } },
      type === undefined ? {} : { type },
      state === undefined ? {} : { state },
      q === undefined ? {} : searchWhere(q),
    ],
  };
}

function inboxWhere({ userId, types, teamTypes }: Inbox) {
  const inTeams = teamTypes.map(({ type, teamIds }) => ({ type, teamId: { in: [...teamIds] } }));
  return { state: 'pending', NOT: { requesterId: userId }, OR: [{ type: { in: [...types] } }, ...inTeams] };
}

function searchWhere(q: string) {
  const contains = { contains: q, mode: 'insensitive' as const };
  const number = /^#?(\d{1,9})$/.exec(q)?.[1];
  return {
    OR: [
      { reason: contains },
      { type: contains },
      { requester: { name: contains } },
      { team: { OR: [{ slug: contains }, { name: contains }] } },
      { environment: { namespace: contains } },
      { payload: { path: ['slug'], string_contains: q } },
      ...(number === undefined ? [] : [{ number: Number(number) }]),
    ],
  };
}
