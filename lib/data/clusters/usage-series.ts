import type { Queryable } from '../client.ts';

/** Quota and use of one key, of a team in all or of one environment; in base units. */
export interface UsageSeries {
  team: string;
  /** Null for the team in all. */
  environment: string | null;
  resource: string;
  hard: number;
  used: number;
}

/** Usage now, in one statement: of each team and each live environment, where there are not more than so many of them. */
export async function listUsageSeries(
  database: Queryable,
  most: { teams: number; environments: number },
): Promise<UsageSeries[]> {
  return database.$queryRaw<UsageSeries[]>`
    SELECT t.slug AS team, NULL AS environment, u.key AS resource, u.granted::float8 AS hard, u.used::float8 AS used
    FROM team t JOIN team_usage u ON u.team_id = t.id
    WHERE t.archived_at IS NULL AND (SELECT count(*) FROM team WHERE archived_at IS NULL) <= ${most.teams}
    UNION ALL
    SELECT t.slug, e.slug, u.key, u.hard::float8, u.used::float8
    FROM environment e JOIN team t ON t.id = e.team_id JOIN environment_usage u ON u.environment_id = e.id
    WHERE e.finalized_at IS NULL AND (SELECT count(*) FROM environment WHERE finalized_at IS NULL) <= ${most.environments}`;
}
