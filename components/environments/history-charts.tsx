import { ChartLine } from 'lucide-react';
import { UsageChart } from '#components/quota/usage-chart.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { QuotaUsageLine, UsageSeries } from '#lib/domain/views.ts';

type HistoryChartsProps = {
  history: { from: string; to: string; series: readonly UsageSeries[] };
  /** For the limits as people write them. */
  quota: readonly QuotaUsageLine[];
};

const chartKeys = [
  'requests.cpu',
  'requests.memory',
  'limits.cpu',
  'limits.memory',
  'pods',
  'requests.storage',
];

/** One chart a quota key: those that say most at once, the others on demand, unused ones by name only. */
export function HistoryCharts({ history, quota }: HistoryChartsProps) {
  if (history.series.every(({ points }) => points.length === 0)) {
    return (
      <EmptyState icon={ChartLine} title="No samples in this time">
        Usage is noted about once a minute while the environment is in the cluster. Come back in a few
        minutes.
      </EmptyState>
    );
  }
  const used = history.series.filter(({ points }) => points.some(({ ratio }) => ratio > 0));
  const main = used.filter(({ key }) => chartKeys.includes(key));
  const others = used.filter((series) => !main.includes(series));
  const unused = history.series.filter((series) => !used.includes(series));
  const charts = (list: readonly UsageSeries[]) => <Charts list={list} history={history} quota={quota} />;
  return (
    <div className="grid gap-6">
      {charts(main)}
      {others.length > 0 ? (
        <details>
          <summary className="inline-block leading-6 text-accent underline underline-offset-3">
            {others.length} more: {others.map(({ label }) => label).join(', ')}
          </summary>
          <div className="pt-6">{charts(others)}</div>
        </details>
      ) : null}
      {unused.length > 0 ? (
        <p className="text-sm text-muted">
          Not used in this time: {unused.map(({ label }) => label).join(', ')}.
        </p>
      ) : null}
    </div>
  );
}

function Charts({ list, history, quota }: HistoryChartsProps & { list: readonly UsageSeries[] }) {
  return (
    <div className="grid gap-x-8 gap-y-6 xl:grid-cols-2">
      {list.map(({ key, label, points }) => (
        <UsageChart
          key={key}
          title={label}
          points={points.map(({ at, ratio, usedText }) => ({ at, ratio, used: usedText }))}
          hard={quota.find((line) => line.key === key)?.hardText ?? null}
          from={history.from}
          to={history.to}
        />
      ))}
    </div>
  );
}
