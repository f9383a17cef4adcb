import type { Queryable } from '../client.ts';
import { Prisma } from '../generated/client.ts';
import { type Scope, scopeIds } from '../scope.ts';

export type EnvironmentState = 'ready' | 'reconciling' | 'stalled' | 'drifted' | 'deleting' | 'expiring';
export type EnvironmentSort = 'namespace' | 'created' | 'expires' | 'class';

export interface EnvironmentFilter {
  scope: Scope;
  team: string | undefined;
  class: string | undefined;
  state: EnvironmentState | undefined;
  q: string | undefined;
}

export interface EnvironmentOrder {
  sort: EnvironmentSort;
  direction: 'asc' | 'desc';
  skip: number;
  take: number;
}

// Ready speaks of the generation that was observed; a newer one is still being reconciled.
const ready = Prisma.sql`s.conditions @> '[{"type":"Ready","status":"True"}]' AND s.observed_generation >= e.generation`;
const stalled = Prisma.sql`s.conditions @> '[{"type":"Stalled","status":"True"}]'`;
const leaving = Prisma.sql`(e.delete_after IS NOT NULL OR coalesce(e.expires_at <= now(), false))`;

const states: Record<EnvironmentState, Prisma.Sql> = {
  ready: Prisma.sql`${ready} AND NOT ${leaving}`,
  reconciling: Prisma.sql`NOT (${ready}) AND NOT (${stalled}) AND NOT ${leaving}`,
  stalled,
  drifted: Prisma.sql`(s.conditions @> '[{"type":"Drifted","status":"True"}]'
    OR EXISTS (SELECT FROM drift_event d WHERE d.environment_id = e.id AND d.healed_at IS NULL))`,
  deleting: leaving,
  expiring: Prisma.sql`e.expires_at < now() + interval '7 days' AND NOT ${leaving}`,
};

const columns: Record<EnvironmentSort, Prisma.Sql> = {
  namespace: Prisma.sql`e.namespace`,
  created: Prisma.sql`e.created_at`,
  expires: Prisma.sql`e.expires_at`,
  class: Prisma.sql`c.slug`,
};

function source({ scope, team, class: className, state, q }: EnvironmentFilter): Prisma.Sql {
  const ids = scopeIds(scope);
  const rules = [
    Prisma.sql`e.finalized_at IS NULL`,
    ...(ids === null ? [] : [Prisma.sql`e.team_id = ANY(${ids}::uuid[])`]),
    ...(team === undefined ? [] : [Prisma.sql`t.slug = ${team}`]),
    ...(className === undefined ? [] : [Prisma.sql`c.slug = ${className}`]),
    ...(state === undefined ? [] : [Prisma.sql`(${states[state]})`]),
    ...(q === undefined
      ? []
      : [
          Prisma.sql`(strpos(lower(e.namespace), lower(${q})) > 0 OR strpos(lower(e.purpose), lower(${q})) > 0)`,
        ]),
  ];
  return Prisma.sql`FROM environment e
    JOIN team t ON t.id = e.team_id
    JOIN environment_class_version v ON v.id = e.class_version_id
    JOIN environment_class c ON c.id = v.class_id
    JOIN environment_status s ON s.environment_id = e.id
    WHERE ${Prisma.join(rules, ' AND ')}`;
}

/** One page of live environments, by id, and how many there are in all. */
export async function findEnvironmentIds(
  db: Queryable,
  filter: EnvironmentFilter,
  { sort, direction, skip, take }: EnvironmentOrder,
): Promise<{ ids: string[]; total: number }> {
  const from = source(filter);
  const way = direction === 'desc' ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT e.id ${from} ORDER BY ${columns[sort]} ${way} NULLS LAST, e.id LIMIT ${take} OFFSET ${skip}`;
  const [count] = await db.$queryRaw<{ total: number }[]>`SELECT count(*)::int AS total ${from}`;
  return { ids: rows.map(({ id }) => id), total: count?.total ?? 0 };
}
