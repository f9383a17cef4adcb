import { compareKeys } from '../key-order.ts';
import { type Quantity, quantityFromDecimal, quantityRatio } from '../quantity.ts';
import { measureOf } from '../resource-key.ts';
import { type DailyPeak, type Forecast, forecastFull } from './forecast.ts';

const dayMs = 86_400_000;
const days = 30;

/** The buckets of a usage history that forecasts are made of: the width in minutes, and where the first begins. */
export function forecastBuckets(now: Date): { minutes: number; from: Date } {
  return { minutes: dayMs / 60_000, from: new Date((dayOf(now) - days) * dayMs) };
}

/** The peak of one day with the limit of that moment, as exact decimals in base units. */
export interface DayUse {
  key: string;
  at: Date;
  used: string;
  hard: string;
}

/**
 * Which keys will be full when, by the peaks of the last 30 whole days against what is the limit now (given the newest
 * one of the history; null leaves the key out). A day that is like the one before has no row. Today is not over and left out.
 */
export function keyForecasts(
  rows: readonly DayUse[],
  limitOf: (key: string, last: Quantity) => Quantity | null,
  now: Date,
): { key: string; forecast: Forecast }[] {
  const keys = [...new Set(rows.map(({ key }) => key))].sort(compareKeys);
  return keys.flatMap((key) => {
    const own = rows.filter((row) => row.key === key);
    const forecast = forecastFull(peaksOf(key, own, limitOf, dayOf(now)));
    return forecast === null ? [] : [{ key, forecast }];
  });
}

function dayOf(at: Date): number {
  return Math.floor(at.getTime() / dayMs);
}

function peaksOf(
  key: string,
  rows: readonly DayUse[],
  limitOf: (key: string, last: Quantity) => Quantity | null,
  today: number,
): DailyPeak[] {
  const format = measureOf(key) === 'bytes' ? 'binarySI' : 'decimalSI';
  const limit = limitOf(key, quantityFromDecimal(rows.at(-1)?.hard ?? '0', format));
  if (limit === null) return [];
  const changes = rows.map(({ at, used }) => ({
    day: dayOf(at),
    ratio: quantityRatio(quantityFromDecimal(used, format), limit) ?? 0,
  }));
  const first = changes[0]?.day ?? today;
  return Array.from({ length: Math.max(0, today - first) }, (_, index) => {
    const day = first + index;
    return { day, ratio: changes.findLast((change) => change.day <= day)?.ratio ?? 0 };
  });
}
