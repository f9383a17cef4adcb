import { ChartLine } from 'lucide-react';
import { UsageChart } from '#components/quota/usage-chart.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { QuotaUsageLine, UsageSeries } from '#lib/domain/views.ts';

type HistoryChartsProps = {
  history: { from: string; to: string; series: readonly UsageSeries[] };
  /** For the limits as people write them. */
  quota: readonly QuotaUsageLine[];
};

/** One chart a quota key, those first that say most: keys that were never used come last, as a list of names. */
export function HistoryCharts({ history, quota }: HistoryChartsProps) {
  const used = history.series.filter(({ points }) => points.some(({ ratio }) => ratio > 0));
  const unused = history.series.filter((series) => !used.includes(series));
  if (history.series.every(({ points }) => points.length === 0)) {
    return (
      <EmptyState icon={ChartLine} title="No samples in this time">
        Usage is noted about once a minute while the environment is in the cluster. Come back in a few
        minutes.
      </EmptyState>
    );
  }
  return (
    <div className="grid gap-6">
      <div className="grid gap-x-8 gap-y-6 xl:grid-cols-2">
        {used.map(({ key, label, points }) => (
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
      {unused.length > 0 ? (
        <p className="text-sm text-muted">
          Not used in this time: {unused.map(({ label }) => label).join(', ')}.
        </p>
      ) : null}
    </div>
  );
}
