import { environmentHref } from '#components/environments/environment-href.ts';
import { HistoryCharts } from '#components/environments/history-charts.tsx';
import { RangeNav, readRange } from '#components/environments/range-nav.tsx';
import { listParams, type SearchParams } from '#components/lists/list-params.ts';
import { UsageTable } from '#components/quota/usage-table.tsx';
import { Card } from '#components/ui/card.tsx';
import { listHref } from '#components/ui/list-url.ts';
import { getUsageHistory } from '#lib/services/environment/get-usage-history.ts';
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
  const history = await getUsageHistory(actor, { team: team.slug, environment: slug, range });
  const path = environmentHref(team.slug, slug, 'usage');
  return (
    <>
      <Card
        title="History"
        actions={<RangeNav current={range} href={(to) => listHref(path, query, { range: to })} />}
      >
        <HistoryCharts history={history} quota={quota} />
      </Card>
      <Card flush title="Now">
        <UsageTable
          caption={`Quota of ${slug}`}
          rows={quota.map(({ key, label, usedText, hardText, ratio }) => ({
            key,
            label,
            used: usedText ?? 'not known',
            hard: hardText,
            ratio,
          }))}
        />
      </Card>
    </>
  );
}
