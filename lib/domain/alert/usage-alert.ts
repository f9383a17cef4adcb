import { type AlertLevel, hasLeft, reaches, type Use } from './level.ts';

/** What is known and was told of one key of an environment or of a team's budget. */
export interface UsageAlert {
  /** The level that was told last and is not over; 0 where all is well. */
  level: AlertLevel | 0;
  /** When that use was counted from which `level` follows, in milliseconds since 1970. */
  at: number;
}

/** What is told: more than before, less than before, or that it is over. */
export type UsageNews = 'raised' | 'eased' | 'recovered';

/** A count of one moment. */
export interface UsageSample extends Use {
  at: number;
}

/**
 * The next state after a sample and what is to be told of it. A level is told again only after use has fallen clearly
 * below it, and that is told too, once. A sample that is not newer than the state changes nothing. A level that the
 * team switched off is left without a word.
 */
export function nextUsageAlert(
  state: UsageAlert,
  sample: UsageSample,
  levels: readonly AlertLevel[],
): { state: UsageAlert; news: UsageNews | null } {
  if (sample.at <= state.at) return { state, news: null };
  const holds = (level: AlertLevel) =>
    reaches(sample, level) || (level <= state.level && !hasLeft(sample, level));
  const level = levels.reduce<AlertLevel | 0>((top, each) => (each > top && holds(each) ? each : top), 0);
  return { state: { level, at: sample.at }, news: newsOf(state.level, level, sample) };
}

function newsOf(before: AlertLevel | 0, after: AlertLevel | 0, sample: Use): UsageNews | null {
  if (after > before) return 'raised';
  if (before === 0 || after === before || !hasLeft(sample, before)) return null;
  return after === 0 ? 'recovered' : 'eased';
}
