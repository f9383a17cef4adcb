import type { Queryable } from '../client.ts';
import { Prisma } from '../generated/client.ts';
import { type Scope, scopeIds } from '../scope.ts';

/** The same object and fields, changed and put back again and again by the same manager. */
export interface ConflictRow {
  namespace: string;
  slug: string;
  team: string;
  kind: string;
  name: string;
  change: string;
  manager: string | null;
  paths: string[];
  times: number;
  since: Date;
  last: Date;
}

/** Conflicts of the last hour by the database's clock, most frequent first; twenty at most. */
export async function listConflictRows(
  db: Queryable,
  where: { scope: Scope; team: string | undefined; environment: string | undefined; atLeast: number },
): Promise<ConflictRow[]> {
  const { scope, team, environment, atLeast } = where;
  const ids = scopeIds(scope);
  const rules = [
    Prisma.sql`coalesce(d.last_at, d.detected_at) > now() - interval '1 hour' AND e.finalized_at IS NULL AND NOT d.held`,
    ...(ids === null ? [] : [Prisma.sql`e.team_id = ANY(${ids}::uuid[])`]),
    ...(team === undefined ? [] : [Prisma.sql`t.slug = ${team}`]),
    ...(environment === undefined ? [] : [Prisma.sql`e.slug = ${environment}`]),
  ];
  return db.$queryRaw<ConflictRow[]>`
    SELECT e.namespace, e.slug, t.slug AS team, d.kind, d.name, d.change, d.manager, f.paths, sum(d.rounds)::int AS times,
      min(d.detected_at) AS since, max(coalesce(d.last_at, d.detected_at)) AS last
    FROM drift_event d JOIN environment e ON e.id = d.environment_id JOIN team t ON t.id = e.team_id,
      LATERAL (SELECT coalesce(array_agg(x->>'path' ORDER BY x->>'path'), '{}') AS paths FROM jsonb_array_elements(d.fields) x) f
    WHERE ${Prisma.join(rules, ' AND ')}
    GROUP BY e.id, t.slug, d.kind, d.name, d.change, d.manager, f.paths
    HAVING sum(d.rounds) >= ${atLeast} ORDER BY times DESC, e.namespace, d.kind, d.name LIMIT 20`;
}

/** Field managers that drift names in these teams, by name; two hundred at most. */
export async function listDriftManagers(db: Queryable, scope: Scope): Promise<string[]> {
  const ids = scopeIds(scope);
  // From name to name: there are few, however much drift there is.
  const rows = await db.$queryRaw<{ manager: string }[]>`
    WITH RECURSIVE known AS (
      (SELECT manager FROM drift_event WHERE manager IS NOT NULL ORDER BY manager LIMIT 1)
      UNION ALL
      SELECT (SELECT manager FROM drift_event WHERE manager > known.manager ORDER BY manager LIMIT 1)
      FROM known WHERE known.manager IS NOT NULL)
    SELECT manager FROM known WHERE manager IS NOT NULL AND (${ids}::uuid[] IS NULL OR EXISTS (
      SELECT FROM drift_event d JOIN environment e ON e.id = d.environment_id
      WHERE d.manager = known.manager AND e.team_id = ANY(${ids}::uuid[]))) LIMIT 200`;
  return rows.map(({ manager }) => manager);
}
