import type { UsageForecast } from '#lib/domain/usage-views.ts';

/** What will be full when; nothing where the days don't carry a forecast. */
export function ForecastList({ forecasts }: { forecasts: readonly UsageForecast[] }) {
  if (forecasts.length === 0) return null;
  return (
    <div>
      <h3 className="font-medium">Forecast</h3>
      <ul className="text-sm text-muted">
        {forecasts.map(({ key, label, words }) => (
          <li key={key}>
            {label} {words}, if it goes on as in the last days
          </li>
        ))}
      </ul>
    </div>
  );
}
