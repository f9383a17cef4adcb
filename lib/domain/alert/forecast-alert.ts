import type { Forecast } from '../usage/forecast.ts';

/** What was told of the day on which one key will be full. */
export interface ForecastAlert {
  isOpen: boolean;
  /** Since when, in milliseconds since 1970, no forecast asks for it; null while one does. */
  missingSince: number | null;
  /** When it was looked at last. */
  at: number;
}

export type ForecastNews = 'forecast' | 'forecast-over';

/** What the days up to a moment say; `isFull` where nothing is left to forecast. */
export interface ForecastSample {
  forecast: Forecast | null;
  isFull: boolean;
  at: number;
}

const dayMs = 86_400_000;
// One day out of line may hide a trend; two in a row have ended it.
const patienceMs = 2 * dayMs;

/**
 * The next state after a look and what is to be told of it. It opens when the forecast lies within `horizon` days; null
 * never opens one. It is over when the forecast lies clearly beyond, or stays away for two days, and without a word
 * when the key is full (which is told by itself) or the team wants no forecasts. What is not newer changes nothing.
 */
export function nextForecastAlert(
  state: ForecastAlert,
  { forecast, isFull, at }: ForecastSample,
  horizon: number | null,
): { state: ForecastAlert; news: ForecastNews | null } {
  if (at <= state.at) return { state, news: null };
  const idle = { isOpen: false, missingSince: null, at };
  if (horizon === null || isFull) return { state: idle, news: null };
  if (forecast !== null && forecast.days <= horizon)
    return {
      state: { isOpen: true, missingSince: null, at },
      news: state.isOpen ? null : 'forecast',
    };
  if (!state.isOpen) return { state: idle, news: null };
  if (forecast !== null)
    return forecast.days > leaveOf(horizon)
      ? { state: idle, news: 'forecast-over' }
      : { state: { isOpen: true, missingSince: null, at }, news: null };
  const missingSince = state.missingSince ?? at;
  return at - missingSince >= patienceMs
    ? { state: idle, news: 'forecast-over' }
    : { state: { isOpen: true, missingSince, at }, news: null };
}

/** A quarter beyond the horizon, three days at least. */
function leaveOf(horizon: number): number {
  return horizon + Math.max(3, Math.ceil(horizon / 4));
}
