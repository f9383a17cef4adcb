import type { Queryable } from '../client.ts';
import { Prisma } from '../generated/client.ts';
import { type Scope, scopeIds } from '../scope.ts';

export type EnvironmentState =
  | 'ready'
  | 'reconciling'
  | 'stalled'
  | 'drifted'
  | 'paused'
  | 'deleting'
  | 'expiring';
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
const ready = Prisma.sql`s.is_ready AND s.observed_generation >= e.generation`;
const stalled = Prisma.sql`s.is_stalled`;
const leaving = Prisma.sql`(e.delete_after IS NOT NULL OR coalesce(e.expires_at <= now(), false))`;

const states: Record<EnvironmentState, Prisma.Sql> = {
  ready: Prisma.sql`${ready} AND NOT ${leaving}`,
  reconciling: Prisma.sql`NOT (${ready}) AND NOT (${stalled}) AND NOT ${leaving}`,
  stalled,
  drifted: Prisma.sql`(s.is_drifted OR e.id IN (SELECT environment_id FROM drift_event WHERE healed_at IS NULL))`,
  paused: Prisma.sql`e.healing_paused_until > now()`,
  deleting: leaving,
  expiring: Prisma.sql`e.expires_at < now() + interval '7 days' AND NOT ${leaving}`,
};

const columns: Record<EnvironmentSort, Prisma.Sql> = {
  namespace: Prisma.sql`e.namespace`,
  created: Prisma.sql`e.created_at`,
  expires: Prisma.sql`e.expires_at`,
  class: Prisma.sql`c.slug`,
};

/** What is asked of; other tables only where the question or the order needs them, so that the rest of the page is found by the index of its order. */
function source(
  { scope, team, class: className, state, q }: EnvironmentFilter,
  sort: EnvironmentSort | null,
): Prisma.Sql {
  const ids = scopeIds(scope);
  const { sql, empty } = Prisma;
  const needsClass = className !== undefined || sort === 'class';
  const rules = [
    sql`e.finalized_at IS NULL`,
    ...(ids === null ? [] : [sql`e.team_id = ANY(${ids}::uuid[])`]),
    ...(team === undefined ? [] : [sql`e.team_id = (SELECT id FROM team WHERE slug = ${team})`]),
    ...(className === undefined ? [] : [sql`c.slug = ${className}`]),
    ...(state === undefined ? [] : [sql`(${states[state]})`]),
    ...(q === undefined
      ? []
      : [sql`(strpos(lower(e.namespace), lower(${q})) > 0 OR strpos(lower(e.purpose), lower(${q})) > 0)`]),
  ];
  const status = state === undefined ? empty : sql`JOIN environment_status s ON s.environment_id = e.id`;
  const ofClass = needsClass
    ? sql`JOIN environment_class_version v ON v.id = e.class_version_id JOIN environment_class c ON c.id = v.class_id`
    : empty;
  return sql`FROM environment e ${status} ${ofClass} WHERE ${Prisma.join(rules, ' AND ')}`;
}

/** One page of live environments, by id, and how many there are in all. */
export async function findEnvironmentIds(
  db: Queryable,
  filter: EnvironmentFilter,
  { sort, direction, skip, take }: EnvironmentOrder,
): Promise<{ ids: string[]; total: number }> {
  const way = direction === 'desc' ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT e.id ${source(filter, sort)} ORDER BY ${columns[sort]} ${way} NULLS LAST, e.id LIMIT ${take} OFFSET ${skip}`;
  const [count] = await db.$queryRaw<
    { total: number }[]
  >`SELECT count(*)::int AS total ${source(filter, null)}`;
  return { ids: rows.map(({ id }) => id), total: count?.total ?? 0 };
}
