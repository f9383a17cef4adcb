import type { Queryable } from '../client.ts';

/** Whose quota or budget it is. */
export interface AlertSubject {
  teamId: string;
  teamSlug: string;
  teamName: string;
  /** Null for the team's budget. */
  environmentId: string | null;
  environmentSlug: string | null;
  namespace: string | null;
}

/** Use of one key now, with what was told of it last; exact decimals in base units. */
export interface UsageCount extends AlertSubject {
  key: string;
  used: string;
  hard: string;
  /** The most that the class lets an environment have; null where it can't be asked for. */
  max: string | null;
  /** The open alert. */
  alertId: string | null;
  level: number;
  /** When that was judged; null before the first alert. */
  judgedAt: Date | null;
}

/** The keys of live environments that are used at 80 % or more, or have an open alert. */
export async function listEnvironmentCounts(tx: Queryable): Promise<UsageCount[]> {
  return tx.$queryRaw<UsageCount[]>`
    SELECT t.id AS "teamId", t.slug AS "teamSlug", t.name AS "teamName", e.id AS "environmentId", e.slug AS "environmentSlug",
      e.namespace, u.key, u.used::text, u.hard::text, v.spec->'quota'->u.key->>'max' AS max,
      o.id AS "alertId", coalesce(o.level, 0) AS level, coalesce(o.changed_at, last.at) AS "judgedAt"
    FROM environment_usage u JOIN environment e ON e.id = u.environment_id JOIN team t ON t.id = e.team_id
      JOIN environment_class_version v ON v.id = e.class_version_id
      LEFT JOIN alert o ON o.subject_id = e.id AND o.kind = 'usage' AND o.key = u.key AND o.closed_at IS NULL
      LEFT JOIN LATERAL (SELECT max(changed_at) AS at FROM alert
        WHERE subject_id = e.id AND kind = 'usage' AND key = u.key) last ON o.id IS NULL
    WHERE e.finalized_at IS NULL AND e.delete_after IS NULL AND t.archived_at IS NULL
      AND (o.id IS NOT NULL OR (u.hard > 0 AND u.used * 100 >= u.hard * 80))
    ORDER BY e.id, u.key`;
}

/** Every key of every budget beside what all environments of the team use of it; `hard` is a canonical quantity. */
export async function listBudgetCounts(tx: Queryable): Promise<UsageCount[]> {
  return tx.$queryRaw<UsageCount[]>`
    SELECT t.id AS "teamId", t.slug AS "teamSlug", t.name AS "teamName", NULL AS "environmentId", NULL AS "environmentSlug",
      NULL AS namespace, b.key, coalesce(u.used, 0)::text AS used, b.value AS hard, NULL AS max,
      o.id AS "alertId", coalesce(o.level, 0) AS level, coalesce(o.changed_at, last.at) AS "judgedAt"
    FROM team t CROSS JOIN LATERAL jsonb_each_text(t.budget) AS b
      LEFT JOIN team_usage u ON u.team_id = t.id AND u.key = b.key
      LEFT JOIN alert o ON o.subject_id = t.id AND o.kind = 'usage' AND o.key = b.key AND o.closed_at IS NULL
      LEFT JOIN LATERAL (SELECT max(changed_at) AS at FROM alert
        WHERE subject_id = t.id AND kind = 'usage' AND key = b.key) last ON o.id IS NULL
    WHERE t.archived_at IS NULL ORDER BY t.id, b.key`;
}
