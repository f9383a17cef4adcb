import type { AlertEvent } from '#lib/domain/alert/event.ts';
import type { AlertLevel, Use } from '#lib/domain/alert/level.ts';
import { budgetWayOut, environmentWayOut } from '#lib/domain/alert/propose-quota.ts';
import { nextUsageAlert, type UsageNews } from '#lib/domain/alert/usage-alert.ts';
import { formatQuantity, quantityFromDecimal } from '#lib/domain/quantity.ts';
import { measureOf } from '#lib/domain/resource-key.ts';

/** Whose key it is, as messages name it. */
export interface Named {
  teamSlug: string;
  teamName: string;
  environmentSlug: string | null;
  namespace: string | null;
  key: string;
  /** The most that can be asked for; null where nothing can. */
  max: string | null;
}

/** A count with what was told before; amounts as the database has them. */
export interface Counted extends Named {
  used: string;
  hard: string;
  level: number;
  judgedAt: Date | null;
}

/** What a count makes of an alert: its level from now on, and what is told, if anything. */
export interface UsageVerdict {
  level: AlertLevel | 0;
  news: UsageNews | null;
  event: AlertEvent | null;
}

/** Judges one count; null where nothing changes. */
export function judgeUsage(count: Counted, levels: readonly AlertLevel[], at: Date): UsageVerdict | null {
  const use = usedAndHard(count);
  const before = { level: count.level as AlertLevel | 0, at: count.judgedAt?.getTime() ?? 0 };
  const { state, news } = nextUsageAlert(before, { ...use, at: at.getTime() }, levels);
  if (state.level === before.level) return null;
  const event =
    news === null ? null : { ...factsOf(count, use, at), news, level: state.level, forecast: null };
  return { level: state.level, news, event };
}

/** The amounts of a row as quantities. */
export function usedAndHard({ key, used, hard }: { key: string; used: string; hard: string }): Use {
  const format = measureOf(key) === 'bytes' ? 'binarySI' : 'decimalSI';
  return { used: quantityFromDecimal(used, format), hard: quantityFromDecimal(hard, format) };
}

/** What every message about a key says, with what can be done about it. */
export function factsOf(named: Named, use: Use, at: Date): Omit<AlertEvent, 'news' | 'level' | 'forecast'> {
  const { environmentSlug: slug, namespace, key, max } = named;
  const environment = slug === null || namespace === null ? null : { slug, namespace };
  const { advice, resize } = environment === null ? budgetWayOut : environmentWayOut(key, use, max);
  return {
    at: at.toISOString(),
    team: { slug: named.teamSlug, name: named.teamName },
    environment,
    key,
    used: formatQuantity(use.used),
    hard: formatQuantity(use.hard),
    advice,
    wish: resize?.quota[key] ?? null,
  };
}
