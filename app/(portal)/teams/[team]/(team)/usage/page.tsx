import { Gauge } from 'lucide-react';
import type { Metadata } from 'next';
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
import type { Actor } from '#lib/auth/permissions.ts';
import type { EnvironmentView } from '#lib/domain/views.ts';
import { getUsageHistory } from '#lib/services/environment/get-usage-history.ts';
import { listEnvironments } from '#lib/services/environment/list-environments.ts';
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
  const { items } = await listEnvironments(actor, { team: team.slug, pageSize: 100 });
  const environment = items.find(({ slug }) => slug === query.environment) ?? items[0];
  return (
    <>
      <PageHeader title="Usage" meta={`What ${team.name} was granted and uses of its budget`} />
      <Card title="Budget by environment">
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
      {environment ? (
        <History actor={actor} environment={environment} environments={items} query={query} />
      ) : null}
    </>
  );
}

type HistoryProps = {
  actor: Actor;
  environment: EnvironmentView;
  environments: readonly EnvironmentView[];
  query: Record<string, string>;
};

async function History({ actor, environment, environments, query }: HistoryProps) {
  const path = `/teams/${environment.team.slug}/usage`;
  const range = readRange(query.range);
  const history = await getUsageHistory(actor, {
    team: environment.team.slug,
    environment: environment.slug,
    range,
  });
  return (
    <Card
      title={`History of ${environment.slug}`}
      actions={<RangeNav current={range} href={(to) => listHref(path, query, { range: to })} />}
    >
      <div className="grid gap-6">
        <FilterBar
          action={path}
          filters={[
            {
              name: 'environment',
              label: 'Environment',
              value: environment.slug,
              options: environments.map(({ slug }) => ({ value: slug, label: slug })),
            },
          ]}
          keep={{ range: query.range }}
        />
        <HistoryCharts history={history} quota={environment.quota} />
      </div>
    </Card>
  );
}
