import type { Queryable } from '../client.ts';
import type { AlertSubject } from './usage-counts.ts';

/** How an alert ended: the use fell, a forecast came true, what it was about is gone, or the team wants none of the kind. */
export type AlertEnd = 'recovered' | 'full' | 'gone' | 'off';

/** An alert as it is from `at` on; amounts are exact decimals in base units. */
export interface AlertChange {
  kind: 'usage' | 'forecast';
  /** The open alert; null to open one. */
  alertId: string | null;
  subject: Pick<AlertSubject, 'teamId' | 'environmentId'>;
  key: string;
  level: 0 | 80 | 95 | 100;
  used: string;
  hard: string;
  forecast: { days: number; earliest: number; latest: number } | null;
  missingSince: Date | null;
  at: Date;
  ended: AlertEnd | null;
}

/** Opens, changes or closes an alert. */
export async function writeAlert(tx: Queryable, change: AlertChange): Promise<void> {
  const { alertId, subject, kind, key, level, used, hard, forecast, missingSince, at, ended } = change;
  const [days, earliest, latest] = [forecast?.days, forecast?.earliest, forecast?.latest].map(
    (n) => n ?? null,
  );
  const closedAt = ended === null ? null : at;
  if (alertId === null) {
    const { teamId, environmentId } = subject;
    await tx.$executeRaw`
      INSERT INTO alert (id, team_id, environment_id, subject_id, kind, key, level, peak, used, hard,
        forecast_days, forecast_earliest, forecast_latest, opened_at, changed_at)
      VALUES (gen_random_uuid(), ${teamId}::uuid, ${environmentId}::uuid, ${environmentId ?? teamId}::uuid, ${kind}, ${key},
        ${level}, ${level}, ${used}::numeric, ${hard}::numeric, ${days}, ${earliest}, ${latest}, ${at}, ${at})`;
    return;
  }
  // What closes keeps the forecast that it was opened with.
  await tx.$executeRaw`
    UPDATE alert SET level = ${level}, peak = greatest(peak, ${level}), used = ${used}::numeric, hard = ${hard}::numeric,
      forecast_days = coalesce(${days}, forecast_days), forecast_earliest = coalesce(${earliest}, forecast_earliest),
      forecast_latest = coalesce(${latest}, forecast_latest), missing_since = ${missingSince}, changed_at = ${at},
      closed_at = ${closedAt}, ended = ${ended} WHERE id = ${alertId}::uuid`;
}

/** Closes, without a word, what is about an environment, a team or a key that is no more. */
export async function endGoneAlerts(tx: Queryable): Promise<void> {
  await tx.$executeRaw`
    UPDATE alert a SET closed_at = clock_timestamp(), changed_at = clock_timestamp(), ended = 'gone', level = 0 WHERE closed_at IS NULL
      AND NOT EXISTS (SELECT FROM team t WHERE t.id = a.team_id AND t.archived_at IS NULL
        AND (a.environment_id IS NOT NULL OR t.budget ? a.key)
        AND (a.environment_id IS NULL OR EXISTS (SELECT FROM environment e JOIN environment_usage u ON u.environment_id = e.id
          WHERE e.id = a.environment_id AND u.key = a.key AND e.finalized_at IS NULL AND e.delete_after IS NULL)))`;
}

/** Drops what nobody looks up any more: closed alerts after 180 days, messages that came to their end after 30. */
export async function deleteOldAlerts(tx: Queryable): Promise<void> {
  await tx.$executeRaw`DELETE FROM alert WHERE closed_at < now() - interval '180 days'`;
  await tx.$executeRaw`
    DELETE FROM alert_message WHERE coalesce(delivered_at, given_up_at) < now() - interval '30 days'`;
  await tx.$executeRaw`DELETE FROM notifier_heartbeat WHERE beat_at < now() - interval '1 day'`;
}
