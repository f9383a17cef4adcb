import { Inbox } from 'lucide-react';
import type { Metadata } from 'next';
import { ListCard } from '#components/lists/list-card.tsx';
import { listParams, type SearchParams } from '#components/lists/list-params.ts';
import { readList } from '#components/lists/read-list.ts';
import { stateFilter, typeFilter } from '#components/requests/request-filters.ts';
import { RequestTable } from '#components/requests/request-table.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { FilterBar } from '#components/ui/filter-bar.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { may } from '#lib/auth/permissions.ts';
import { listRequests } from '#lib/services/request/list-requests.ts';
import { loadTeam } from '../../load-team.ts';

const rules = {
  filters: [stateFilter, typeFilter],
  sorts: ['number', 'type', 'created'],
  sortedBy: '-created',
};

type RequestsPageProps = { params: Promise<{ team: string }>; searchParams: SearchParams };

export async function generateMetadata({ params }: RequestsPageProps): Promise<Metadata> {
  return { title: `Requests of ${(await loadTeam((await params).team)).team.name}` };
}

export default async function TeamRequestsPage({ params, searchParams }: RequestsPageProps) {
  const [{ actor, team }, query] = await Promise.all([
    params.then((p) => loadTeam(p.team)),
    listParams(searchParams),
  ]);
  const state = readList(`/teams/${team.slug}/requests`, query, rules);
  const list = await listRequests(actor, { ...state.input, team: team.slug });
  const ask =
    may(actor, 'environment:request', team.id) && team.archivedAt === null ? (
      <ButtonLink href={`/teams/${team.slug}/environments/new`} variant="primary">
        Request environment
      </ButtonLink>
    ) : undefined;
  return (
    <>
      <PageHeader title="Requests" meta={`What ${team.name} has asked for`} actions={ask} />
      <FilterBar {...state.bar} search={{ label: 'Search requests', value: query.q }} />
      <ListCard
        state={state}
        list={list}
        noun="requests"
        icon={Inbox}
        empty={{
          title: 'Nothing was asked for yet',
          text: 'A request makes, changes or deletes an environment, or brings in a member.',
          action: ask,
        }}
      >
        <RequestTable requests={list.items} {...state.table} />
      </ListCard>
    </>
  );
}
