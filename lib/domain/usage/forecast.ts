/** The highest use of one day, as a share of the limit; days are numbered, and some may be missing. */
export interface DailyPeak {
  day: number;
  ratio: number;
}

/** When a limit will be reached, in whole days from the last one; the range is where a repeat would lie 19 times of 20. */
export interface Forecast {
  days: number;
  earliest: number;
  latest: number;
}

const fewestDays = 7;
// Nobody is helped by a date that lies further ahead than the past that it is drawn from.
const reach = 2;
const widest = 6;
const deviations = 1.96;
// So that five days stay five where floating point makes them a hair less.
const rounding = 1e-6;

/**
 * When the trend of these days reaches the whole. Null where they do not carry it: too few, no steady growth in both
 * halves, full already, too far ahead or too uncertain. The trend is Theil and Sen's: a day out of line does not bend it.
 */
export function forecastFull(peaks: readonly DailyPeak[]): Forecast | null {
  const days = [...peaks].sort((one, other) => one.day - other.day);
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined || days.length < fewestDays || last.ratio >= 1) return null;
  const half = Math.ceil(days.length / 2);
  // One step up looks like growth over the whole, but not in both halves.
  if (![days.slice(0, half), days.slice(-half)].every((part) => median(slopesOf(part)) > 0)) return null;
  const slopes = slopesOf(days);
  const { low, high } = boundsOf(slopes, days.length);
  if (low <= 0) return null;
  const slope = median(slopes);
  const level = median(days.map(({ day, ratio }) => ratio + slope * (last.day - day)));
  const left = 1 - Math.max(level, last.ratio);
  if (left <= 0) return { days: 0, earliest: 0, latest: Math.ceil((1 - last.ratio) / low - rounding) };
  const forecast = {
    days: Math.round(left / slope),
    earliest: Math.floor(left / high + rounding),
    latest: Math.ceil(left / low - rounding),
  };
  const isFar = forecast.days > reach * (last.day - first.day);
  return isFar || forecast.latest > widest * Math.max(forecast.days, 1) ? null : forecast;
}

/** The slopes between all pairs of days, ascending. */
function slopesOf(days: readonly DailyPeak[]): number[] {
  return days
    .flatMap((one, index) =>
      days
        .slice(index + 1)
        .filter((other) => other.day !== one.day)
        .map((other) => (other.ratio - one.ratio) / (other.day - one.day)),
    )
    .sort((a, b) => a - b);
}

// Sen's interval: by the ranks of the slopes, from the variance of Kendall's S.
function boundsOf(slopes: readonly number[], count: number): { low: number; high: number } {
  const spread = deviations * Math.sqrt((count * (count - 1) * (2 * count + 5)) / 18);
  const at = (rank: number) => slopes[Math.min(slopes.length - 1, Math.max(0, Math.round(rank)))] ?? 0;
  return { low: at((slopes.length - spread) / 2 - 1), high: at((slopes.length + spread) / 2) };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  if (sorted.length === 0) return 0;
  return sorted.length % 2 === 1
    ? (sorted[Math.floor(middle)] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** The forecast in words, to follow the name of what fills up. */
export function forecastWords({ days, earliest, latest }: Forecast): string {
  const about = days < 1 ? 'full within a day' : `full in about ${days} ${days === 1 ? 'day' : 'days'}`;
  return earliest === latest ? about : `${about} (${earliest} to ${latest})`;
}
