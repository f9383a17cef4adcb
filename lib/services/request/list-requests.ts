import type { Actor } from '#lib/auth/permissions.ts';
import { getDatabase } from '#lib/data/client.ts';
import { listRequestRows, type RequestFilter, type RequestOrder } from '#lib/data/request/list-requests.ts';
import type { RequestListItem } from '#lib/domain/request-views.ts';
import { requestStates, requestTypes } from '#lib/domain/requests/request.ts';
import type { Page } from '#lib/domain/views.ts';
import { peaksOf } from './peaks-of.ts';
import { inboxOf, sightOf } from './sight.ts';
import { viewRequest } from './view-request.ts';

/** A list's state as it stands in the URL; what is not known there falls back. */
export interface ListRequests {
  /** `inbox`: what waits for the actor; `mine`: what he asked for; `all`: what he may see. */
  view?: 'inbox' | 'mine' | 'all' | undefined;
  environment?: string | undefined;
  team?: string | undefined;
  type?: string | undefined;
  state?: string | undefined;
  q?: string | undefined;
  sort?: string | undefined;
  direction?: string | undefined;
  page?: number | string | undefined;
  pageSize?: number | undefined;
}

/** `created` and `age` follow the number, which only grows. */
const columns: Record<string, RequestOrder> = {
  number: 'number',
  created: 'number',
  createdAt: 'number',
  type: 'type',
  state: 'state',
  team: 'team',
  requester: 'requester',
};

/** Requests that the actor may read, or with `inbox` those that wait for him. */
export async function listRequests(actor: Actor, input: ListRequests): Promise<Page<RequestListItem>> {
  const pageSize = within(input.pageSize ?? 25, 100);
  const page = within(Number(input.page ?? 1), 100_000);
  const type = requestTypes.find((known) => known === input.type);
  const state = requestStates.find((known) => known === input.state);
  const q = input.q?.trim().slice(0, 100);
  const filter: RequestFilter = {
    sight: sightOf(actor),
    ...(input.view === 'inbox' && { inbox: inboxOf(actor) }),
    ...(input.view === 'mine' && { requesterId: actor.userId }),
    ...(input.team && { teamSlug: input.team }),
    ...(input.environment && { environmentSlug: input.environment }),
    ...(type && { type }),
    ...(state && { state }),
    ...(q && { q }),
  };
  const order = orderOf(
    input.direction === 'desc' && input.sort ? `-${input.sort.replace(/^-/, '')}` : input.sort,
    input.view === 'inbox' ? 'asc' : 'desc',
  );
  const range = { skip: (page - 1) * pageSize, take: pageSize };
  const database = getDatabase();
  const { rows, total } = await listRequestRows(database, filter, order, range);
  const peaks = input.view === 'inbox' ? await peaksOf(database, rows) : new Map<number, string>();
  const items = rows.map((row) => ({ ...viewRequest(actor, row), peak: peaks.get(row.number) ?? null }));
  return { items, total, page, pageSize };
}

function orderOf(sort: string | undefined, fallback: 'asc' | 'desc') {
  // Age grows the other way round than the number.
  if (sort === 'age' || sort === '-age')
    return { column: 'number' as const, direction: sort === 'age' ? ('desc' as const) : ('asc' as const) };
  const name = sort?.replace(/^-/, '') ?? '';
  const column = Object.hasOwn(columns, name) ? columns[name] : undefined;
  if (column === undefined) return { column: 'number' as const, direction: fallback };
  return { column, direction: sort?.startsWith('-') ? ('desc' as const) : ('asc' as const) };
}

function within(value: number, max: number): number {
  return Number.isInteger(value) && value >= 1 ? Math.min(value, max) : 1;
}
