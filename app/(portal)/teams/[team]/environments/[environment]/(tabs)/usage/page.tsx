import { WorkloadsCard } from '#app/(portal)/workloads-card.tsx';
import { environmentHref } from '#components/environments/environment-href.ts';
import { HistoryCharts } from '#components/environments/history-charts.tsx';
import { RangeNav, readRange } from '#components/environments/range-nav.tsx';
import { listParams, type SearchParams } from '#components/lists/list-params.ts';
import { UsageTable } from '#components/quota/usage-table.tsx';
import { Card } from '#components/ui/card.tsx';
import { listHref } from '#components/ui/list-url.ts';
import { orNotFound } from '#lib/auth/or-not-found.ts';
import type { BudgetLine } from '#lib/domain/views.ts';
import { getUsageHistory } from '#lib/services/environment/get-usage-history.ts';
import { getTeam } from '#lib/services/team/get-team.ts';
import { type EnvironmentAddress, environmentTitle, loadEnvironment } from '../../load-environment.ts';

type UsagePageProps = { params: EnvironmentAddress; searchParams: SearchParams };

export async function generateMetadata({ params }: UsagePageProps) {
  return environmentTitle(params, 'Usage');
}

export default async function UsagePage({ params, searchParams }: UsagePageProps) {
  const [{ actor, environment }, query] = await Promise.all([
    loadEnvironment(params),
    listParams(searchParams),
  ]);
  const { team, slug, quota } = environment;
  const range = readRange(query.range);
  const [history, view] = await Promise.all([
    getUsageHistory(actor, { team: team.slug, environment: slug, range }),
    orNotFound(getTeam(actor, { team: team.slug })),
  ]);
  const path = environmentHref(team.slug, slug, 'usage');
  return (
    <>
      <Card
        title="History"
        actions={<RangeNav current={range} href={(to) => listHref(path, query, { range: to })} />}
      >
        <HistoryCharts
          history={history}
          limits={quota.map(({ key, hardText }) => ({ key, text: hardText }))}
          limitName="hard limit"
        />
      </Card>
      <WorkloadsCard actor={actor} team={team.slug} environment={slug} path={path} query={query} />
      <Card flush title="Now">
        <UsageTable
          caption={`Quota of ${slug}`}
          rows={quota.map(({ key, label, usedText, hardText, ratio }) => ({
            key,
            label,
            used: usedText ?? 'not known',
            hard: hardText,
            budget: budgetText(view.budget.find((line) => line.key === key)),
            ratio,
          }))}
        />
      </Card>
    </>
  );
}

function budgetText(line: BudgetLine | undefined): string | null {
  return line === undefined ? null : `${line.grantedText} of ${line.budgetText}`;
}
