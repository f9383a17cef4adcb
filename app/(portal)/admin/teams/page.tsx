import { Users } from 'lucide-react';
import { TeamTable } from '#components/admin/team-table.tsx';
import { ListCard } from '#components/lists/list-card.tsx';
import { listParams, type SearchParams } from '#components/lists/list-params.ts';
import { readList } from '#components/lists/read-list.ts';
import { ButtonLink } from '#components/ui/button.tsx';
import { FilterBar } from '#components/ui/filter-bar.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { orNotFound } from '#lib/auth/or-not-found.ts';
import { may } from '#lib/auth/permissions.ts';
import { listTeams } from '#lib/services/team/list-teams.ts';
import { requirePermission, titleFor } from '../require-permission.ts';

export const generateMetadata = titleFor('cluster:read', 'Teams');

const path = '/admin/teams';
const filters = [
  {
    name: 'state',
    label: 'State',
    options: [
      { value: '', label: 'Active' },
      { value: 'archived', label: 'Archived' },
      { value: 'all', label: 'All' },
    ],
  },
];
const rules = { filters, sorts: ['name'], sortedBy: 'name' };

export default async function TeamsPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, params] = await Promise.all([requirePermission('cluster:read'), listParams(searchParams)]);
  const state = readList(path, params, rules);
  const list = await orNotFound(listTeams(actor, state.input));
  const create = may(actor, 'team:create') ? (
    <ButtonLink href={`${path}/new`} variant="primary">
      Create team
    </ButtonLink>
  ) : undefined;
  return (
    <>
      <PageHeader
        title="Teams"
        meta={`${list.total} ${list.total === 1 ? 'team' : 'teams'}`}
        actions={create}
      />
      <FilterBar {...state.bar} search={{ label: 'Search teams', value: params.q }} />
      <ListCard
        state={state}
        list={list}
        noun="teams"
        icon={Users}
        empty={{
          title: 'No team yet',
          text: 'A team owns environments and a budget that they share.',
          action: create,
        }}
      >
        <TeamTable teams={list.items} {...state.table} />
      </ListCard>
    </>
  );
}
