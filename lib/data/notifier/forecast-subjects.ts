import type { Queryable } from '../client.ts';
import type { AlertSubject, UsageCount } from './usage-counts.ts';

/** Live environments and teams whose forecasts were not made for an hour, those first that waited longest. */
export async function listDueSubjects(tx: Queryable, now: Date, most: number): Promise<AlertSubject[]> {
  return tx.$queryRaw<AlertSubject[]>`
    SELECT s.* FROM (
      SELECT t.id AS "teamId", t.slug AS "teamSlug", t.name AS "teamName", e.id AS "environmentId", e.slug AS "environmentSlug",
        e.namespace, e.id AS subject FROM environment e JOIN team t ON t.id = e.team_id
      WHERE e.finalized_at IS NULL AND e.delete_after IS NULL AND t.archived_at IS NULL
      UNION ALL
      SELECT t.id, t.slug, t.name, NULL, NULL, NULL, t.id FROM team t WHERE t.archived_at IS NULL) s
      LEFT JOIN alert_look l ON l.subject_id = s.subject
    WHERE coalesce(l.looked_at, '-infinity') <= ${now}::timestamptz - interval '1 hour'
    ORDER BY l.looked_at NULLS FIRST, s.subject LIMIT ${most}`;
}

/** Writes that the forecasts of these were made. */
export async function markLooked(tx: Queryable, subjects: readonly AlertSubject[], now: Date): Promise<void> {
  const ids = subjects.map(({ environmentId, teamId }) => environmentId ?? teamId);
  await tx.$executeRaw`
    INSERT INTO alert_look (subject_id, looked_at) SELECT unnest(${ids}::uuid[]), ${now}
    ON CONFLICT (subject_id) DO UPDATE SET looked_at = excluded.looked_at`;
}

/** A key with its limit now and its open alert of a forecast. */
export interface ForecastCount
  extends Pick<UsageCount, 'key' | 'used' | 'hard' | 'max' | 'alertId' | 'judgedAt'> {
  missingSince: Date | null;
}

/** Every key of an environment, or of a team's budget. */
export async function listForecastCounts(
  tx: Queryable,
  { teamId, environmentId }: AlertSubject,
): Promise<ForecastCount[]> {
  const subject = environmentId ?? teamId;
  return tx.$queryRaw<ForecastCount[]>`
    SELECT k.key, k.used, k.hard, k.max, o.id AS "alertId", o.missing_since AS "missingSince",
      coalesce(o.changed_at, last.at) AS "judgedAt"
    FROM (
      SELECT u.key, u.used::text, u.hard::text, v.spec->'quota'->u.key->>'max' AS max
      FROM environment_usage u JOIN environment e ON e.id = u.environment_id
        JOIN environment_class_version v ON v.id = e.class_version_id WHERE e.id = ${environmentId}::uuid
      UNION ALL
      SELECT b.key, coalesce(u.used, 0)::text, b.value, NULL FROM team t CROSS JOIN LATERAL jsonb_each_text(t.budget) AS b
        LEFT JOIN team_usage u ON u.team_id = t.id AND u.key = b.key
      WHERE ${environmentId}::uuid IS NULL AND t.id = ${teamId}::uuid) k
      LEFT JOIN alert o ON o.subject_id = ${subject}::uuid AND o.kind = 'forecast' AND o.key = k.key AND o.closed_at IS NULL
      LEFT JOIN LATERAL (SELECT max(changed_at) AS at FROM alert
        WHERE subject_id = ${subject}::uuid AND kind = 'forecast' AND key = k.key) last ON o.id IS NULL
    ORDER BY k.key`;
}
