import { Users } from 'lucide-react';
import type { Metadata } from 'next';
import { TeamTable } from '#components/admin/team-table.tsx';
import { ListPages } from '#components/lists/list-pages.tsx';
import { listParams, picked, type SearchParams } from '#components/lists/list-params.ts';
import { ButtonLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FilterBar } from '#components/ui/filter-bar.tsx';
import { listHref, nextSort, readSort } from '#components/ui/list-url.ts';
import { PageHeader } from '#components/ui/page-header.tsx';
import { orNotFound } from '#lib/auth/or-not-found.ts';
import { may } from '#lib/auth/permissions.ts';
import { listTeams } from '#lib/services/team/list-teams.ts';
import { requirePermission } from '../require-permission.ts';

export const metadata: Metadata = { title: 'Teams' };

const path = '/admin/teams';

export default async function TeamsPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, params] = await Promise.all([requirePermission('cluster:read'), listParams(searchParams)]);
  const sort = readSort(params.sort, ['name'], { column: 'name', direction: 'asc' });
  const list = await orNotFound(
    listTeams(actor, {
      ...picked(params, ['q', 'state', 'page']),
      sort: sort.column,
      direction: sort.direction,
    }),
  );
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
      <FilterBar
        action={path}
        search={{ label: 'Search teams', value: params.q }}
        filters={[
          {
            name: 'state',
            label: 'State',
            value: params.state,
            options: [
              { value: '', label: 'Active' },
              { value: 'archived', label: 'Archived' },
              { value: 'all', label: 'All' },
            ],
          },
        ]}
        keep={{ sort: params.sort }}
        clearHref={params.q || params.state ? path : undefined}
      />
      <Card flush>
        <TeamTable
          teams={list.items}
          sort={sort}
          sortHref={(column) => listHref(path, params, { sort: nextSort(column, sort) })}
          empty={
            <EmptyState
              icon={Users}
              title={params.q || params.state ? 'No team matches' : 'No team yet'}
              action={params.q || params.state ? <ButtonLink href={path}>Show all</ButtonLink> : create}
            >
              A team owns environments and a budget that they share.
            </EmptyState>
          }
        />
        <ListPages list={list} path={path} params={params} noun="teams" />
      </Card>
    </>
  );
}
