import type { Queryable } from '../client.ts';

/** What was counted in one environment. */
export interface ConsumptionRow {
  slug: string;
  consumers: unknown;
  measured: string;
  countedAt: Date;
}

/** The counts of a team's live environments, or of one of them; those that were never counted are left out. */
export async function listConsumptionRows(
  db: Queryable,
  teamId: string,
  slug: string | undefined,
): Promise<ConsumptionRow[]> {
  return db.$queryRaw<ConsumptionRow[]>`
    SELECT e.slug, c.consumers, c.measured, c.counted_at AS "countedAt"
    FROM environment e JOIN consumption c ON c.environment_id = e.id
    WHERE e.team_id = ${teamId}::uuid AND e.finalized_at IS NULL AND (${slug ?? null}::text IS NULL OR e.slug = ${slug ?? null}::text)
    ORDER BY e.slug`;
}
