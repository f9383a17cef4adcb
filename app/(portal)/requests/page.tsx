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
import { orNotFound } from '#lib/auth/or-not-found.ts';
import { requireActor } from '#lib/auth/session.ts';
import { listRequests } from '#lib/services/request/list-requests.ts';

export const metadata: Metadata = { title: 'Requests' };

const whose = {
  name: 'view',
  label: 'Whose',
  options: [
    { value: '', label: 'Mine and my teams’' },
    { value: 'mine', label: 'Mine' },
  ],
};
const rules = {
  filters: [whose, stateFilter, typeFilter],
  sorts: ['number', 'type', 'created'],
  sortedBy: '-created',
};

export default async function RequestsPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, params] = await Promise.all([requireActor(), listParams(searchParams)]);
  const state = readList('/requests', params, rules);
  const list = await orNotFound(listRequests(actor, { view: 'all', ...state.input }));
  return (
    <>
      <PageHeader title="Requests" meta="What you and your teams have asked for" />
      <FilterBar {...state.bar} search={{ label: 'Search requests', value: params.q }} />
      <ListCard
        state={state}
        list={list}
        noun="requests"
        icon={Inbox}
        empty={{
          title: 'Nothing was asked for yet',
          text: 'A request makes, changes or deletes an environment, or asks for a team. Open a team to ask for an environment.',
          action: <ButtonLink href="/">Go to your teams</ButtonLink>,
        }}
      >
        <RequestTable requests={list.items} {...state.table} />
      </ListCard>
    </>
  );
}
