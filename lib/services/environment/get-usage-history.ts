import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { getDatabase } from '#lib/data/client.ts';
import { listUsageRows, type UsageRow } from '#lib/data/environment/usage-rows.ts';
import { type UsageRange, usageHistoryInput } from '#lib/domain/inputs/environment.ts';
import { compareKeys } from '#lib/domain/key-order.ts';
import { formatQuantity, quantityFromDecimal, quantityRatio } from '#lib/domain/quantity.ts';
import { measureOf, resourceLabel, showQuantity } from '#lib/domain/resource-key.ts';
import type { UsageSeries } from '#lib/domain/views.ts';
import { parseInput } from '../parse-input.ts';
import { visibleEnvironment } from './visible-environment.ts';

/** Usage over a stretch of time; times are ISO 8601. */
export interface UsageHistory {
  from: string;
  to: string;
  series: UsageSeries[];
}

const HOUR = 3_600_000;
const ranges: Record<UsageRange, { hours: number; bucketMinutes: number }> = {
  '24h': { hours: 24, bucketMinutes: 5 },
  '7d': { hours: 7 * 24, bucketMinutes: 60 },
  '30d': { hours: 30 * 24, bucketMinutes: 240 },
  '90d': { hours: 90 * 24, bucketMinutes: 720 },
};

/** The usage of every key in buckets that suit the range: the highest use and the last limit of each. */
export async function getUsageHistory(
  actor: Actor,
  input: z.input<typeof usageHistoryInput>,
): Promise<UsageHistory> {
  const { range, ...asked } = parseInput(usageHistoryInput, input);
  const database = getDatabase();
  const { id } = await visibleEnvironment(database, actor, asked);
  const { hours, bucketMinutes } = ranges[range];
  const to = new Date();
  const from = new Date(to.getTime() - hours * HOUR);
  const rows = await listUsageRows(database, id, from, bucketMinutes);
  const keys = [...new Set(rows.map(({ key }) => key))].sort(compareKeys);
  const series = keys.map((key) => ({
    key,
    label: resourceLabel(key),
    points: rows.filter((row) => row.key === key).map(point),
  }));
  return { from: from.toISOString(), to: to.toISOString(), series };
}

function point({ key, at, used, hard }: UsageRow): UsageSeries['points'][number] {
  const format = measureOf(key) === 'bytes' ? 'binarySI' : 'decimalSI';
  const amount = quantityFromDecimal(used, format);
  const limit = quantityFromDecimal(hard, format);
  return {
    at: at.toISOString(),
    used: formatQuantity(amount),
    hard: formatQuantity(limit),
    usedText: showQuantity(key, amount),
    ratio: quantityRatio(amount, limit) ?? 0,
  };
}
