import type { Queryable } from '#lib/data/client.ts';
import { listUsageRows, type UsageOf } from '#lib/data/environment/usage-rows.ts';
import type { Quantity } from '#lib/domain/quantity.ts';
import { resourceLabel } from '#lib/domain/resource-key.ts';
import { forecastWords } from '#lib/domain/usage/forecast.ts';
import { forecastBuckets, keyForecasts } from '#lib/domain/usage/key-forecasts.ts';
import type { UsageForecast } from '#lib/domain/usage-views.ts';

/**
 * Which keys will be full when, by the peaks of the last 30 whole days against what is the limit now. Nothing where the
 * days don't carry a forecast.
 */
export async function usageForecasts(
  db: Queryable,
  of: UsageOf,
  limitOf: (key: string, last: Quantity) => Quantity | null,
  now: Date,
): Promise<UsageForecast[]> {
  const { from, minutes } = forecastBuckets(now);
  const rows = await listUsageRows(db, of, from, minutes, now);
  return keyForecasts(rows, limitOf, now).map(({ key, forecast }) => ({
    key,
    label: resourceLabel(key),
    days: forecast.days,
    words: forecastWords(forecast),
  }));
}
