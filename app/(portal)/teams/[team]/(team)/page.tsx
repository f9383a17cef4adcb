import { Box } from 'lucide-react';
import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import {
  classFilter,
  environmentStateFilter,
  knownState,
} from '#components/environments/environment-filters.ts';
import { EnvironmentTable } from '#components/environments/environment-table.tsx';
import { ListPages } from '#components/lists/list-pages.tsx';
import { listParams, picked, type SearchParams } from '#components/lists/list-params.ts';
import { ActivityList } from '#components/teams/activity-list.tsx';
import { BudgetSummary } from '#components/teams/budget-summary.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { ButtonLink, TextLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FilterBar } from '#components/ui/filter-bar.tsx';
import { listHref, nextSort, readSort } from '#components/ui/list-url.ts';
import { PageHeader } from '#components/ui/page-header.tsx';
import { may } from '#lib/auth/permissions.ts';
import { listActivity } from '#lib/services/audit/list-activity.ts';
import { listClasses } from '#lib/services/class/list-classes.ts';
import { listEnvironments } from '#lib/services/environment/list-environments.ts';
import { loadTeam } from '../load-team.ts';

type TeamPageProps = { params: Promise<{ team: string }>; searchParams: SearchParams };

export async function generateMetadata({ params }: TeamPageProps): Promise<Metadata> {
  return { title: (await loadTeam((await params).team)).team.name };
}

export default async function TeamPage({ params, searchParams }: TeamPageProps) {
  const [{ actor, team }, query] = await Promise.all([
    params.then((p) => loadTeam(p.team)),
    listParams(searchParams),
  ]);
  const path = `/teams/${team.slug}`;
  const sort = readSort(query.sort, ['namespace', 'class', 'created', 'expires'], {
    column: 'namespace',
    direction: 'asc',
  });
  const classes = await listClasses(actor, { archived: true });
  const state = knownState(query.state);
  const environmentClass = classes.find(({ slug }) => slug === query.class)?.slug;
  const [list, activity] = await Promise.all([
    listEnvironments(actor, {
      ...picked(query, ['q', 'page']),
      team: team.slug,
      state,
      class: environmentClass,
      sort: sort.column,
      direction: sort.direction,
    }),
    listActivity(actor, { team: team.slug, pageSize: 8 }),
  ]);
  const filtered = [query.q, state, environmentClass].some(Boolean);
  const request = may(actor, 'environment:request', team.id) && team.archivedAt === null;
  const ask = request ? (
    <ButtonLink href={`${path}/environments/new`} variant="primary">
      Request environment
    </ButtonLink>
  ) : undefined;
  return (
    <>
      <PageHeader
        title={team.name}
        status={team.archivedAt ? <Badge>archived</Badge> : undefined}
        meta={
          <>
            <span className="font-mono text-sm">{team.slug}</span>
            {team.costCentre ? <span>· cost centre {team.costCentre}</span> : null}
            {team.myRole ? <span>· you are {team.myRole}</span> : <span>· you look in from outside</span>}
          </>
        }
        actions={ask}
      />
      <section aria-labelledby="environments" className="grid gap-3">
        <h2 id="environments" className="sr-only">
          Environments
        </h2>
        <FilterBar
          action={path}
          search={{ label: 'Search environments', value: query.q }}
          filters={[environmentStateFilter(state), classFilter(classes, environmentClass)]}
          keep={{ sort: query.sort }}
          clearHref={filtered ? path : undefined}
        />
        <Card flush>
          <EnvironmentTable
            environments={list.items}
            sort={sort}
            sortHref={(column) => listHref(path, query, { sort: nextSort(column, sort) })}
            empty={<NoEnvironments filtered={filtered} path={path} ask={ask} />}
          />
          <ListPages list={list} path={path} params={query} noun="environments" />
        </Card>
      </section>
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <Card title="Budget" actions={<TextLink href={`${path}/usage`}>Usage</TextLink>}>
          <BudgetSummary lines={team.budget} limit={4} />
        </Card>
        <Card
          flush
          title="Recent activity"
          actions={<TextLink href={`${path}/activity`}>All activity</TextLink>}
        >
          <ActivityList events={activity.items} />
        </Card>
      </div>
    </>
  );
}

type NoEnvironmentsProps = { filtered: boolean; path: string; ask: ReactNode };

function NoEnvironments({ filtered, path, ask }: NoEnvironmentsProps) {
  if (filtered) {
    return (
      <EmptyState
        icon={Box}
        title="No environment matches"
        action={<ButtonLink href={path}>Show all environments</ButtonLink>}
      />
    );
  }
  return (
    <EmptyState icon={Box} title="No environment yet" action={ask}>
      An environment is a namespace with access, isolation and quota for one purpose, such as dev or staging.
      {ask ? null : ' Owners and developers of the team can request one.'}
    </EmptyState>
  );
}
