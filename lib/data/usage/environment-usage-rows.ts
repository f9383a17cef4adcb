import type { Queryable } from '../client.ts';
import { type Scope, scopeIds } from '../scope.ts';

/** What one environment was granted and uses of one key now; exact decimals in base units. */
export interface EnvironmentUsageRow {
  team: string;
  namespace: string;
  slug: string;
  key: string;
  used: string;
  hard: string;
  at: Date | null;
}

/** Usage of live environments in the order of namespace and key, after a place in that order. */
export async function listUsageAfter(
  db: Queryable,
  scope: Scope,
  team: string | undefined,
  after: { namespace: string; key: string } | null,
  most: number,
): Promise<EnvironmentUsageRow[]> {
  const ids = scopeIds(scope);
  const [namespace, key] = [after?.namespace ?? '', after?.key ?? ''];
  return db.$queryRaw<EnvironmentUsageRow[]>`
    SELECT t.slug AS team, e.namespace, e.slug, u.key, u.used::text, u.hard::text, s.usage_at AS at
    FROM environment e JOIN team t ON t.id = e.team_id JOIN environment_usage u ON u.environment_id = e.id
      JOIN environment_status s ON s.environment_id = e.id
    WHERE e.finalized_at IS NULL AND e.namespace >= ${namespace} AND (e.namespace, u.key) > (${namespace}, ${key})
      AND (${ids}::uuid[] IS NULL OR e.team_id = ANY(${ids}::uuid[]))
      AND (${team ?? null}::text IS NULL OR t.slug = ${team ?? null}::text)
    ORDER BY e.namespace, u.key LIMIT ${most}`;
}
