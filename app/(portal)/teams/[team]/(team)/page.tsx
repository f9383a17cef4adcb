import { Box } from 'lucide-react';
import type { Metadata } from 'next';
import { classFilter, environmentStateFilter } from '#components/environments/environment-filters.ts';
import { EnvironmentTable } from '#components/environments/environment-table.tsx';
import { ListCard } from '#components/lists/list-card.tsx';
import { listParams, type SearchParams } from '#components/lists/list-params.ts';
import { readList } from '#components/lists/read-list.ts';
import { ActivityList } from '#components/teams/activity-list.tsx';
import { BudgetSummary } from '#components/teams/budget-summary.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { ButtonLink, TextLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { FilterBar } from '#components/ui/filter-bar.tsx';
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
  const classes = await listClasses(actor, { archived: true });
  const state = readList(path, query, {
    filters: [environmentStateFilter, classFilter(classes)],
    sorts: ['namespace', 'class', 'created', 'expires'],
    sortedBy: 'namespace',
  });
  const [list, activity] = await Promise.all([
    listEnvironments(actor, { ...state.input, team: team.slug }),
    listActivity(actor, { team: team.slug, pageSize: 8 }),
  ]);
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
        <FilterBar {...state.bar} search={{ label: 'Search environments', value: query.q }} />
        <ListCard
          state={state}
          list={list}
          noun="environments"
          icon={Box}
          empty={{ title: 'No environment yet', text: whatFor(request), action: ask }}
        >
          <EnvironmentTable environments={list.items} {...state.table} />
        </ListCard>
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

function whatFor(mayAsk: boolean): string {
  const words =
    'An environment is a namespace with access, isolation and quota for one purpose, such as dev or staging.';
  return mayAsk ? words : `${words} Owners and developers of the team can request one.`;
}
