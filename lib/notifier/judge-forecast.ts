import type { AlertEvent } from '#lib/domain/alert/event.ts';
import { type ForecastNews, nextForecastAlert } from '#lib/domain/alert/forecast-alert.ts';
import { reaches } from '#lib/domain/alert/level.ts';
import type { Forecast } from '#lib/domain/usage/forecast.ts';
import { factsOf, type Named, usedAndHard } from './judge-usage.ts';

/** A key with what was told of its forecast before; amounts as the database has them. */
export interface Forecasted extends Named {
  used: string;
  hard: string;
  isOpen: boolean;
  missingSince: Date | null;
  judgedAt: Date | null;
}

/** What a forecast makes of an alert, and what is told, if anything. */
export interface ForecastVerdict {
  isOpen: boolean;
  missingSince: Date | null;
  news: ForecastNews | null;
  event: AlertEvent | null;
}

/** Judges the forecast of one key; null where nothing changes. */
export function judgeForecast(
  { isOpen, missingSince, judgedAt, ...count }: Forecasted,
  forecast: Forecast | null,
  horizon: number | null,
  at: Date,
): ForecastVerdict | null {
  const use = usedAndHard(count);
  const { state, news } = nextForecastAlert(
    { isOpen, missingSince: missingSince?.getTime() ?? null, at: judgedAt?.getTime() ?? 0 },
    { forecast, isFull: reaches(use, 100), at: at.getTime() },
    horizon,
  );
  const wasMissing = missingSince?.getTime() ?? null;
  if (state.isOpen === isOpen && state.missingSince === wasMissing) return null;
  return {
    isOpen: state.isOpen,
    missingSince: state.missingSince === null ? null : new Date(state.missingSince),
    news,
    event: news === null ? null : { ...factsOf(count, use, at), news, level: 0, forecast },
  };
}
