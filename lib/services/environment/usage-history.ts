import type { Queryable } from '#lib/data/client.ts';
import { listUsageRows, type UsageOf, type UsageRow } from '#lib/data/environment/usage-rows.ts';
import type { UsageSeries } from '#lib/domain/environment-views.ts';
import type { UsageRange } from '#lib/domain/inputs/environment.ts';
import { compareKeys } from '#lib/domain/key-order.ts';
import {
  compareQuantities,
  formatQuantity,
  type Quantity,
  quantityFromDecimal,
  quantityRatio,
} from '#lib/domain/quantity.ts';
import { measureOf, resourceLabel, showQuantity } from '#lib/domain/resource-key.ts';
import type { UsageForecast } from '#lib/domain/usage-views.ts';
import { usageForecasts } from './usage-forecasts.ts';

/** Usage over a stretch of time; times are ISO 8601. */
export interface UsageHistory {
  from: string;
  to: string;
  series: UsageSeries[];
  forecasts: UsageForecast[];
}

/** What the use of a key is measured against, given the limit of each point; null where it can't be told. */
export type Measure = (key: string, limits: readonly Quantity[], index: number) => Quantity | null;

const HOUR = 3_600_000;
const ranges: Record<UsageRange, { hours: number; bucketMinutes: number }> = {
  '24h': { hours: 24, bucketMinutes: 5 },
  '7d': { hours: 7 * 24, bucketMinutes: 60 },
  '30d': { hours: 30 * 24, bucketMinutes: 240 },
  '90d': { hours: 90 * 24, bucketMinutes: 720 },
};

/** The usage of every key in buckets that suit the range, from the beginning of a bucket until now. */
export async function usageHistory(
  db: Queryable,
  of: UsageOf,
  range: UsageRange,
  measure: Measure,
  now = new Date(),
): Promise<UsageHistory> {
  const { hours, bucketMinutes } = ranges[range];
  const to = now.getTime();
  const bucket = bucketMinutes * 60_000;
  const from = new Date(Math.floor((to - hours * HOUR) / bucket) * bucket);
  const rows = await listUsageRows(db, of, from, bucketMinutes, now);
  const keys = [...new Set(rows.map(({ key }) => key))].sort(compareKeys);
  const series = keys.map((key) => {
    const own = rows.filter((row) => row.key === key);
    return { key, label: resourceLabel(key), points: pointsOf(key, own, measure) };
  });
  const limitOf = (key: string, last: Quantity) => measure(key, [last], 0);
  const forecasts = await usageForecasts(db, of, limitOf, now);
  return { from: from.toISOString(), to: now.toISOString(), series, forecasts };
}

function pointsOf(key: string, rows: readonly UsageRow[], measure: Measure): UsageSeries['points'] {
  const format = measureOf(key) === 'bytes' ? 'binarySI' : 'decimalSI';
  const limits = rows.map(({ hard }) => quantityFromDecimal(hard, format));
  return rows.map(({ at, used, hard }, index) => {
    const amount = quantityFromDecimal(used, format);
    const whole = measure(key, limits, index);
    return {
      at: at.toISOString(),
      used: formatQuantity(amount),
      hard: formatQuantity(quantityFromDecimal(hard, format)),
      usedText: showQuantity(key, amount),
      ratio: whole === null ? 0 : (quantityRatio(amount, whole) ?? 0),
    };
  });
}

/** The larger of the limits; null without one. */
export function largest(limits: readonly Quantity[]): Quantity | null {
  return limits.reduce<Quantity | null>(
    (top, each) => (top === null || compareQuantities(each, top) > 0 ? each : top),
    null,
  );
}
