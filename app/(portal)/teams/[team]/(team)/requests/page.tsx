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
import { may } from '#lib/auth/permissions.ts';
import { requestStates, requestTypes } from '#lib/domain/requests/request.ts';
import { listRequests } from '#lib/services/request/list-requests.ts';
import { loadTeam } from '../../load-team.ts';

type RequestsPageProps = { params: Promise<{ team: string }>; searchParams: SearchParams };

export async function generateMetadata({ params }: RequestsPageProps): Promise<Metadata> {
  return { title: `Requests of ${(await loadTeam((await params).team)).team.name}` };
}

export default async function TeamRequestsPage({ params, searchParams }: RequestsPageProps) {
  const [{ actor, team }, query] = await Promise.all([
    params.then((p) => loadTeam(p.team)),
    listParams(searchParams),
  ]);
  const path = `/teams/${team.slug}/requests`;
  const sort = readSort(query.sort, ['number', 'type', 'created'], { column: 'created', direction: 'desc' });
  const state = requestStates.find((known) => known === query.state);
  const type = requestTypes.find((known) => known === query.type);
  const list = await listRequests(actor, {
    ...picked(query, ['q', 'page']),
    team: team.slug,
    state,
    type,
    sort: sort.column,
    direction: sort.direction,
  });
  const filtered = [query.q, state, type].some(Boolean);
  const ask =
    may(actor, 'environment:request', team.id) && team.archivedAt === null ? (
      <ButtonLink href={`/teams/${team.slug}/environments/new`} variant="primary">
        Request environment
      </ButtonLink>
    ) : undefined;
  return (
    <>
      <PageHeader title="Requests" meta={`What ${team.name} has asked for`} actions={ask} />
      <FilterBar
        action={path}
        search={{ label: 'Search requests', value: query.q }}
        filters={[stateFilter(state), typeFilter(type)]}
        keep={{ sort: query.sort }}
        clearHref={filtered ? path : undefined}
      />
      <Card flush>
        <RequestTable
          requests={list.items}
          sort={sort}
          sortHref={(column) => listHref(path, query, { sort: nextSort(column, sort) })}
          empty={
            <EmptyState
              icon={Inbox}
              title={filtered ? 'No request matches' : 'Nothing was asked for yet'}
              action={filtered ? <ButtonLink href={path}>Show all requests</ButtonLink> : ask}
            >
              {filtered ? null : 'A request makes, changes or deletes an environment, or brings in a member.'}
            </EmptyState>
          }
        />
        <ListPages list={list} path={path} params={query} noun="requests" />
      </Card>
    </>
  );
}
