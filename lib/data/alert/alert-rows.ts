import type { Queryable } from '../client.ts';
import { Prisma } from '../generated/client.ts';

/** An alert with what it is about; amounts are those of now while it is open, exact decimals or canonical quantities. */
export interface AlertRow {
  id: string;
  kind: string;
  key: string;
  level: number;
  peak: number;
  used: string;
  hard: string;
  forecastDays: number | null;
  forecastEarliest: number | null;
  forecastLatest: number | null;
  openedAt: Date;
  closedAt: Date | null;
  ended: string | null;
  teamId: string;
  team: string;
  teamName: string;
  environment: string | null;
  namespace: string | null;
  /** The most that the class lets the environment have; null where it can't be asked for. */
  max: string | null;
}

/** The alerts of some teams: those that are open, the worst first, or those that are over, the newest end first. */
export async function listAlertRows(
  db: Queryable,
  teamIds: readonly string[],
  { open, skip, take }: { open: boolean; skip: number; take: number },
): Promise<AlertRow[]> {
  const which = open ? Prisma.sql`a.closed_at IS NULL` : Prisma.sql`a.closed_at IS NOT NULL`;
  const order = open ? Prisma.sql`a.level DESC, a.changed_at DESC` : Prisma.sql`a.closed_at DESC`;
  return db.$queryRaw<AlertRow[]>`
    SELECT a.id, a.kind, a.key, a.level, a.peak, a.forecast_days AS "forecastDays", a.forecast_earliest AS "forecastEarliest",
      a.forecast_latest AS "forecastLatest", a.opened_at AS "openedAt", a.closed_at AS "closedAt", a.ended,
      t.id AS "teamId", t.slug AS team, t.name AS "teamName", e.slug AS environment, e.namespace,
      CASE WHEN a.closed_at IS NULL THEN coalesce(eu.used, tu.used, a.used) ELSE a.used END::text AS used,
      CASE WHEN a.closed_at IS NULL AND a.environment_id IS NULL THEN coalesce(t.budget->>a.key, a.hard::text)
        WHEN a.closed_at IS NULL THEN coalesce(eu.hard, a.hard)::text ELSE a.hard::text END AS hard,
      v.spec->'quota'->a.key->>'max' AS max
    FROM alert a JOIN team t ON t.id = a.team_id
      LEFT JOIN environment e ON e.id = a.environment_id
      LEFT JOIN environment_class_version v ON v.id = e.class_version_id
      LEFT JOIN environment_usage eu ON eu.environment_id = a.environment_id AND eu.key = a.key
      LEFT JOIN team_usage tu ON a.environment_id IS NULL AND tu.team_id = a.team_id AND tu.key = a.key
    WHERE a.team_id = ANY(${teamIds}::uuid[]) AND ${which} ORDER BY ${order}, a.id LIMIT ${take} OFFSET ${skip}`;
}

export async function countAlertRows(
  db: Queryable,
  teamIds: readonly string[],
  open: boolean,
): Promise<number> {
  return db.alert.count({
    where: { teamId: { in: [...teamIds] }, closedAt: open ? null : { not: null } },
  });
}
