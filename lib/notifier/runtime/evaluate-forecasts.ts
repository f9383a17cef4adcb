import type { Database, Queryable } from '#lib/data/client.ts';
import { listUsageRows } from '#lib/data/environment/usage-rows.ts';
import { type AlertChange, writeAlert } from '#lib/data/notifier/alert-changes.ts';
import { readClock, takeAlertLock } from '#lib/data/notifier/alert-lock.ts';
import { readAllSettings } from '#lib/data/notifier/audience.ts';
import {
  type ForecastCount,
  listDueSubjects,
  listForecastCounts,
  markLooked,
} from '#lib/data/notifier/forecast-subjects.ts';
import type { AlertSubject } from '#lib/data/notifier/usage-counts.ts';
import { reaches } from '#lib/domain/alert/level.ts';
import { defaultAlertSettings } from '#lib/domain/alert/settings.ts';
import { quantityToDecimal } from '#lib/domain/quantity.ts';
import type { Forecast } from '#lib/domain/usage/forecast.ts';
import { forecastBuckets, keyForecasts } from '#lib/domain/usage/key-forecasts.ts';
import { type ForecastVerdict, judgeForecast } from '../judge-forecast.ts';
import { usedAndHard } from '../judge-usage.ts';
import type { RoundOutcome } from './evaluate-usage.ts';
import { type Told, tellAudience } from './tell-audience.ts';

const batch = 20;
const patience = { maxWait: 10_000, timeout: 60_000 };

/**
 * Makes the forecasts of environments and teams that are due, each once an hour, and judges them. What changes is written
 * together with the messages that tell of it, or not at all; one replica does it at a time.
 */
export function evaluateForecasts(database: Database, mails: boolean): Promise<RoundOutcome> {
  return database.$transaction(async (tx) => {
    if (!(await takeAlertLock(tx, 'forecasts'))) return 'busy';
    const settings = await readAllSettings(tx);
    const at = await readClock(tx);
    const subjects = await listDueSubjects(tx, at, batch);
    const told: Told[] = [];
    let changed = 0;
    for (const subject of subjects) {
      const { forecastDays } = settings.get(subject.teamId) ?? defaultAlertSettings;
      for (const { count, verdict, forecast } of await judge(tx, subject, forecastDays, at)) {
        await writeAlert(tx, changeOf(subject, count, verdict, forecast, at));
        if (verdict.event !== null) told.push({ teamId: subject.teamId, event: verdict.event });
        changed += 1;
      }
    }
    await tellAudience(tx, settings, told, mails);
    await markLooked(tx, subjects, at);
    return { changed, more: subjects.length === batch };
  }, patience);
}

interface Judged {
  count: ForecastCount;
  verdict: ForecastVerdict;
  forecast: Forecast | null;
}

async function judge(
  tx: Queryable,
  subject: AlertSubject,
  horizon: number | null,
  at: Date,
): Promise<Judged[]> {
  const counts = await listForecastCounts(tx, subject);
  const forecasts = horizon === null ? [] : await readForecasts(tx, subject, counts, at);
  return counts.flatMap((count) => {
    const forecast = forecasts.find(({ key }) => key === count.key)?.forecast ?? null;
    const asked = { ...subject, ...count, isOpen: count.alertId !== null };
    const verdict = judgeForecast(asked, forecast, horizon, at);
    return verdict === null ? [] : [{ count, verdict, forecast }];
  });
}

async function readForecasts(
  tx: Queryable,
  subject: AlertSubject,
  counts: readonly ForecastCount[],
  at: Date,
) {
  const { environmentId, teamId } = subject;
  const { from, minutes } = forecastBuckets(at);
  const of = environmentId === null ? { teamId } : { environmentId };
  const rows = await listUsageRows(tx, of, from, minutes, at);
  const limitOf = (key: string) => {
    const count = counts.find((each) => each.key === key);
    return count === undefined ? null : usedAndHard(count).hard;
  };
  return keyForecasts(rows, limitOf, at);
}

function changeOf(
  { teamId, environmentId }: AlertSubject,
  count: ForecastCount,
  { isOpen, missingSince, news }: ForecastVerdict,
  forecast: Forecast | null,
  at: Date,
): AlertChange {
  const { used, hard } = usedAndHard(count);
  return {
    ...{
      kind: 'forecast',
      alertId: count.alertId,
      subject: { teamId, environmentId },
      key: count.key,
      level: 0,
      at,
    },
    ...{ used: quantityToDecimal(used), hard: quantityToDecimal(hard), forecast, missingSince },
    ended: isOpen ? null : news !== null ? 'recovered' : reaches({ used, hard }, 100) ? 'full' : 'off',
  };
}
