import { Inbox } from 'lucide-react';
import type { Metadata } from 'next';
import { ListPages } from '#components/lists/list-pages.tsx';
import { listParams, picked, type SearchParams } from '#components/lists/list-params.ts';
import { stateFilter, typeFilter } from '#components/requests/request-filters.ts';
import { RequestTable } from '#components/requests/request-table.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FilterBar } from '#components/ui/filter-bar.tsx';
import { listHref, nextSort, readSort } from '#components/ui/list-url.ts';
import { PageHeader } from '#components/ui/page-header.tsx';
import { orNotFound } from '#lib/auth/or-not-found.ts';
import { requireActor } from '#lib/auth/session.ts';
import { listRequests } from '#lib/services/request/list-requests.ts';

export const metadata: Metadata = { title: 'Requests' };

const path = '/requests';
const filters = ['q', 'state', 'type', 'view'];

export default async function RequestsPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, params] = await Promise.all([requireActor(), listParams(searchParams)]);
  const sort = readSort(params.sort, ['number', 'type', 'created'], { column: 'created', direction: 'desc' });
  const list = await orNotFound(
    listRequests(actor, {
      ...picked(params, ['q', 'state', 'type', 'page']),
      view: params.view === 'mine' ? 'mine' : 'all',
      sort: sort.column,
      direction: sort.direction,
    }),
  );
  const filtered = filters.some((name) => params[name]);
  return (
    <>
      <PageHeader title="Requests" meta="What you and your teams have asked for" />
      <FilterBar
        action={path}
        search={{ label: 'Search requests', value: params.q }}
        filters={[
          {
            name: 'view',
            label: 'Whose',
            value: params.view,
            options: [
              { value: '', label: 'Mine and my teams’' },
              { value: 'mine', label: 'Mine' },
            ],
          },
          stateFilter(params.state),
          typeFilter(params.type),
        ]}
        keep={{ sort: params.sort }}
        clearHref={filtered ? path : undefined}
      />
      <Card flush>
        <RequestTable
          requests={list.items}
          sort={sort}
          sortHref={(column) => listHref(path, params, { sort: nextSort(column, sort) })}
          empty={
            filtered ? (
              <EmptyState
                icon={Inbox}
                title="No request matches"
                action={<ButtonLink href={path}>Show all requests</ButtonLink>}
              />
            ) : (
              <EmptyState
                icon={Inbox}
                title="Nothing was asked for yet"
                action={<ButtonLink href="/">Go to your teams</ButtonLink>}
              >
                A request makes, changes or deletes an environment, or asks for a team. Open a team to ask for
                an environment.
              </EmptyState>
            )
          }
        />
        <ListPages list={list} path={path} params={params} noun="requests" />
      </Card>
    </>
  );
}
