import { Boxes } from 'lucide-react';
import { EnvironmentTable } from '#components/admin/environment-table.tsx';
import { classFilter, environmentStateFilter } from '#components/environments/environment-filters.ts';
import { ListCard } from '#components/lists/list-card.tsx';
import { listParams, type SearchParams } from '#components/lists/list-params.ts';
import { readList } from '#components/lists/read-list.ts';
import { ButtonLink } from '#components/ui/button.tsx';
import { FilterBar } from '#components/ui/filter-bar.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { orNotFound } from '#lib/auth/or-not-found.ts';
import { listClasses } from '#lib/services/class/list-classes.ts';
import { listEnvironments } from '#lib/services/environment/list-environments.ts';
import { requirePermission, titleFor } from '../require-permission.ts';

export const generateMetadata = titleFor('cluster:read', 'Environments');

const sorts = ['namespace', 'class', 'expires', 'created'];

export default async function EnvironmentsPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, params] = await Promise.all([requirePermission('cluster:read'), listParams(searchParams)]);
  const classes = await listClasses(actor, { archived: true });
  const state = readList('/admin/environments', params, {
    filters: [environmentStateFilter, classFilter(classes)],
    also: ['team'],
    sorts,
    sortedBy: 'namespace',
  });
  const list = await orNotFound(listEnvironments(actor, state.input));
  return (
    <>
      <PageHeader title="Environments" meta={`${list.total} on the cluster`} />
      <FilterBar {...state.bar} search={{ label: 'Search environments', value: params.q }} />
      <ListCard
        state={state}
        list={list}
        noun="environments"
        icon={Boxes}
        empty={{
          title: 'No environment yet',
          text: 'Members of a team ask for environments on its page.',
          action: <ButtonLink href="/admin/teams">See teams</ButtonLink>,
        }}
      >
        <EnvironmentTable environments={list.items} {...state.table} />
      </ListCard>
    </>
  );
}
