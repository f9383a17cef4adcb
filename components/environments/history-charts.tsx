import { ChartLine } from 'lucide-react';
import { UsageChart } from '#components/quota/usage-chart.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ForecastList } from '#components/usage/forecast-list.tsx';
import type { UsageSeries } from '#lib/domain/environment-views.ts';
import type { UsageForecast } from '#lib/domain/usage-views.ts';

type HistoryChartsProps = {
  history: {
    from: string;
    to: string;
    series: readonly UsageSeries[];
    forecasts: readonly UsageForecast[];
  };
  /** The limit of a key as people write it. */
  limits: readonly { key: string; text: string }[];
  /** What such a limit is called: "hard limit", "budget". */
  limitName: string;
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
export function HistoryCharts({ history, ...limits }: HistoryChartsProps) {
  if (history.series.every(({ points }) => points.length === 0)) {
    return (
      <EmptyState icon={ChartLine} title="No samples in this time">
        Usage is noted when it changes, at most every 15 seconds, while an environment is in the cluster.
      </EmptyState>
    );
  }
  const used = history.series.filter(({ points }) => points.some(({ ratio }) => ratio > 0));
  const main = used.filter(({ key }) => chartKeys.includes(key));
  const others = used.filter((series) => !main.includes(series));
  const unused = history.series.filter((series) => !used.includes(series));
  const charts = (list: readonly UsageSeries[]) => <Charts list={list} history={history} {...limits} />;
  return (
    <div className="grid gap-6">
      <ForecastList forecasts={history.forecasts} />
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

function Charts({ list, history, limits, limitName }: HistoryChartsProps & { list: readonly UsageSeries[] }) {
  return (
    <div className="grid gap-x-8 gap-y-6 xl:grid-cols-2">
      {list.map(({ key, label, points }) => (
        <UsageChart
          key={key}
          title={label}
          points={points.map(({ at, ratio, usedText }) => ({ at, ratio, used: usedText }))}
          hard={limits.find((limit) => limit.key === key)?.text ?? null}
          limitName={limitName}
          from={history.from}
          to={history.to}
        />
      ))}
    </div>
  );
}
