import { Boxes } from 'lucide-react';
import type { Metadata } from 'next';
import { EnvironmentTable } from '#components/admin/environment-table.tsx';
import { ListPages } from '#components/lists/list-pages.tsx';
import { listParams, picked, type SearchParams } from '#components/lists/list-params.ts';
import { ButtonLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FilterBar } from '#components/ui/filter-bar.tsx';
import { listHref, nextSort, readSort } from '#components/ui/list-url.ts';
import { PageHeader } from '#components/ui/page-header.tsx';
import { orNotFound } from '#lib/auth/or-not-found.ts';
import { listClasses } from '#lib/services/class/list-classes.ts';
import { listEnvironments } from '#lib/services/environment/list-environments.ts';
import { requirePermission } from '../require-permission.ts';

export const metadata: Metadata = { title: 'Environments' };

const path = '/admin/environments';
const states = ['ready', 'reconciling', 'stalled', 'drifted', 'deleting', 'expiring'] as const;
const fields = ['q', 'state', 'class', 'team'];

export default async function EnvironmentsPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, params] = await Promise.all([requirePermission('cluster:read'), listParams(searchParams)]);
  const sort = readSort(params.sort, ['namespace', 'class', 'expires', 'created'], {
    column: 'namespace',
    direction: 'asc',
  });
  const [list, classes] = await Promise.all([
    orNotFound(
      listEnvironments(actor, {
        ...picked(params, [...fields, 'page']),
        sort: sort.column,
        direction: sort.direction,
      }),
    ),
    listClasses(actor, { archived: true }),
  ]);
  const filtered = fields.some((name) => params[name]);
  return (
    <>
      <PageHeader title="Environments" meta={`${list.total} on the cluster`} />
      <FilterBar
        action={path}
        search={{ label: 'Search environments', value: params.q }}
        filters={[
          {
            name: 'state',
            label: 'State',
            value: params.state,
            options: [
              { value: '', label: 'Any' },
              ...states.map((state) => ({
                value: state,
                label: `${state[0]?.toUpperCase()}${state.slice(1)}`,
              })),
            ],
          },
          {
            name: 'class',
            label: 'Class',
            value: params.class,
            options: [
              { value: '', label: 'Any' },
              ...classes.map(({ slug, name }) => ({ value: slug, label: name })),
            ],
          },
        ]}
        keep={{ sort: params.sort, team: params.team }}
        clearHref={filtered ? path : undefined}
      />
      <Card flush>
        <EnvironmentTable
          environments={list.items}
          sort={sort}
          sortHref={(column) => listHref(path, params, { sort: nextSort(column, sort) })}
          empty={
            filtered ? (
              <EmptyState
                icon={Boxes}
                title="No environment matches"
                action={<ButtonLink href={path}>Show all</ButtonLink>}
              />
            ) : (
              <EmptyState
                icon={Boxes}
                title="No environment yet"
                action={<ButtonLink href="/admin/teams">See teams</ButtonLink>}
              >
                Members of a team ask for environments on its page.
              </EmptyState>
            )
          }
        />
        <ListPages list={list} path={path} params={params} noun="environments" />
      </Card>
    </>
  );
}
