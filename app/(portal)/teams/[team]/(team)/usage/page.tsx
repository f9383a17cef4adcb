import { Gauge } from 'lucide-react';
import type { Metadata } from 'next';
import { WorkloadsCard } from '#app/(portal)/workloads-card.tsx';
import { HistoryCharts } from '#components/environments/history-charts.tsx';
import { RangeNav, readRange } from '#components/environments/range-nav.tsx';
import { listParams, type SearchParams } from '#components/lists/list-params.ts';
import { BudgetBars } from '#components/quota/budget-bar.tsx';
import { budgetRows } from '#components/teams/budget-rows.ts';
import { TopConsumers } from '#components/teams/top-consumers.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FilterBar } from '#components/ui/filter-bar.tsx';
import { listHref } from '#components/ui/list-url.ts';
import { PageHeader } from '#components/ui/page-header.tsx';
import { UsageExportLinks } from '#components/usage/export-links.tsx';
import type { Actor } from '#lib/auth/permissions.ts';
import type { EnvironmentView } from '#lib/domain/environment-views.ts';
import type { TeamView } from '#lib/domain/views.ts';
import { getUsageHistory } from '#lib/services/environment/get-usage-history.ts';
import { listEnvironments } from '#lib/services/environment/list-environments.ts';
import { getTeamUsageHistory } from '#lib/services/team/get-team-usage-history.ts';
import { loadTeam } from '../../load-team.ts';

type UsagePageProps = { params: Promise<{ team: string }>; searchParams: SearchParams };

export async function generateMetadata({ params }: UsagePageProps): Promise<Metadata> {
  return { title: `Usage of ${(await loadTeam((await params).team)).team.name}` };
}

export default async function TeamUsagePage({ params, searchParams }: UsagePageProps) {
  const [{ actor, team }, query] = await Promise.all([
    params.then((p) => loadTeam(p.team)),
    listParams(searchParams),
  ]);
  const { items: environments } = await listEnvironments(actor, { team: team.slug, pageSize: 100 });
  return (
    <>
      <PageHeader title="Usage" meta={`What ${team.name} was granted and uses of its budget`} />
      <Card title="Budget by environment" actions={<UsageExportLinks team={team.slug} />}>
        {team.budget.length === 0 ? (
          <EmptyState icon={Gauge} title="No budget is set">
            An admin sets the team’s budget. Until then no environment can be granted.
          </EmptyState>
        ) : (
          <BudgetBars rows={budgetRows(team.budget)} />
        )}
      </Card>
      <Card flush title="Top consumers">
        <TopConsumers lines={team.budget} />
      </Card>
      <WorkloadsCard actor={actor} team={team.slug} path={`/teams/${team.slug}/usage`} query={query} />
      {environments.length > 0 ? (
        <History actor={actor} team={team} environments={environments} query={query} />
      ) : null}
    </>
  );
}

type HistoryProps = {
  actor: Actor;
  team: TeamView;
  environments: readonly EnvironmentView[];
  query: Record<string, string>;
};

/** Of the whole team, or of the one environment that was chosen. */
async function History({ actor, team, environments, query }: HistoryProps) {
  const path = `/teams/${team.slug}/usage`;
  const range = readRange(query.range);
  const chosen = environments.find(({ slug }) => slug === query.environment);
  const history = chosen
    ? await getUsageHistory(actor, { team: team.slug, environment: chosen.slug, range })
    : await getTeamUsageHistory(actor, { team: team.slug, range });
  const limits = chosen
    ? chosen.quota.map(({ key, hardText }) => ({ key, text: hardText }))
    : team.budget.map(({ key, budgetText }) => ({ key, text: budgetText }));
  return (
    <Card
      title={`History of ${chosen?.slug ?? team.name}`}
      description={chosen ? undefined : 'All environments together, also those that are gone by now'}
      actions={<RangeNav current={range} href={(to) => listHref(path, query, { range: to })} />}
    >
      <div className="grid gap-6">
        <FilterBar
          action={path}
          filters={[
            {
              name: 'environment',
              label: 'Of',
              value: chosen?.slug,
              options: [
                { value: '', label: 'All environments' },
                ...environments.map(({ slug }) => ({ value: slug, label: slug })),
              ],
            },
          ]}
          keep={{ range: query.range, key: query.key }}
        />
        <HistoryCharts history={history} limits={limits} limitName={chosen ? 'hard limit' : 'budget'} />
      </div>
    </Card>
  );
}
