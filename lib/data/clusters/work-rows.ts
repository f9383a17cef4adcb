import type { WorkState } from '#lib/domain/provisioner-views.ts';
import type { Queryable } from '../client.ts';
import { Prisma } from '../generated/client.ts';
import { isAbandoned, isDue } from '../provisioner/environment-row.ts';
import { type Scope, scopeIds } from '../scope.ts';

export type WorkSort = 'namespace' | 'state' | 'attempts' | 'next' | 'last' | 'p50' | 'p99';

export interface WorkFilter {
  scope: Scope;
  /** Stuck is what does not get on by itself: stalled or backing off. */
  state: WorkState | 'stuck' | undefined;
  team: string | undefined;
  q: string | undefined;
}

/** One live environment as the provisioner's rows have it. */
export interface WorkRow {
  slug: string;
  namespace: string;
  teamSlug: string;
  teamName: string;
  state: WorkState;
  replica: string | null;
  leasedAt: Date | null;
  fence: bigint;
  reason: string;
  message: string;
  attempts: number;
  nextAttemptAt: Date | null;
  lastPassAt: Date;
  lastMs: number | null;
  p50Ms: number | null;
  p99Ms: number | null;
  retryAsked: boolean;
}

// In this order: what is being worked on, or will be at once, is not stuck, whatever its last pass has left.
const state = Prisma.sql`CASE
  WHEN s.lease_owner IS NOT NULL AND NOT ${isAbandoned} THEN 'working'
  WHEN ${isDue} THEN 'due'
  WHEN s.is_stalled THEN 'stalled'
  WHEN s.next_attempt_at > now() AND s.attempts > 0 THEN 'backing-off'
  WHEN s.is_reconciling THEN 'waiting'
  WHEN s.holds_back THEN 'held' ELSE 'idle' END`;

const pressing = Prisma.sql`array_position(ARRAY['stalled', 'backing-off', 'working', 'due', 'waiting', 'held', 'idle'], w.state)`;
const columns: Record<WorkSort, Prisma.Sql> = {
  namespace: Prisma.sql`w.namespace`,
  state: pressing,
  attempts: Prisma.sql`w.attempts`,
  next: Prisma.sql`w.next_attempt_at`,
  last: Prisma.sql`w.last_ms`,
  p50: Prisma.sql`w.pass_p50`,
  p99: Prisma.sql`w.pass_p99`,
};

/** One page of live environments as the provisioner works on them, and how many there are in all. */
export async function listWorkRows(
  db: Queryable,
  filter: WorkFilter,
  order: { sort: WorkSort; direction: 'asc' | 'desc'; skip: number; take: number },
): Promise<{ rows: WorkRow[]; total: number }> {
  const way = order.direction === 'desc' ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  const inOrder = Prisma.sql`ORDER BY ${columns[order.sort]} ${way} NULLS LAST, w.namespace`;
  // Only what narrows and sorts is read of every environment, the rest of those on the page.
  const rows = await db.$queryRaw<(WorkRow & { total: number })[]>`
    WITH w AS MATERIALIZED (
      SELECT e.id, e.namespace, ${state} AS state, s.attempts, s.next_attempt_at, s.pass_ms[1] AS last_ms,
        s.pass_p50, s.pass_p99, s.answered_retries < e.retries AS "retryAsked"
      FROM environment e JOIN environment_status s ON s.environment_id = e.id JOIN team t ON t.id = e.team_id
      WHERE ${belongs(filter)}),
    page AS (
      SELECT * FROM w WHERE ${isAsked(filter.state)} ${inOrder} LIMIT ${order.take} OFFSET ${order.skip})
    SELECT e.slug, w.namespace, t.slug AS "teamSlug", t.name AS "teamName", w.state, s.lease_owner AS replica, s.leased_at AS "leasedAt",
      s.fence, w.attempts, w.next_attempt_at AS "nextAttemptAt", s.updated_at AS "lastPassAt", w."retryAsked",
      (SELECT count(*)::int FROM w WHERE ${isAsked(filter.state)}) AS total,
      w.last_ms AS "lastMs", w.pass_p50 AS "p50Ms", w.pass_p99 AS "p99Ms",
      coalesce(ready ->> 'reason', '') AS reason, coalesce(ready ->> 'message', '') AS message
    FROM page w JOIN environment e ON e.id = w.id JOIN environment_status s ON s.environment_id = w.id JOIN team t ON t.id = e.team_id
      LEFT JOIN LATERAL jsonb_path_query_first(s.conditions, '$[*] ? (@.type == "Ready" && @.status != "True")') ready ON true
    ${inOrder}`;
  if (rows.length > 0 || order.skip === 0) return { rows, total: rows[0]?.total ?? 0 };
  const { total } = await listWorkRows(db, filter, { ...order, skip: 0, take: 1 });
  return { rows: [], total };
}

/** How many live environments are in which state, and how many each replica works on. */
export async function countWorkRows(
  db: Queryable,
  scope: Scope,
): Promise<{ state: WorkState; replica: string | null; count: number }[]> {
  return db.$queryRaw`
    SELECT ${state} AS state, s.lease_owner AS replica, count(*)::int AS count
    FROM environment e JOIN environment_status s ON s.environment_id = e.id JOIN team t ON t.id = e.team_id
    WHERE ${belongs({ scope, team: undefined, q: undefined })} GROUP BY 1, 2`;
}

/** Asks for another try of one environment, or of all that are stuck; answers those for which none was asked for yet. */
export async function askRetries(
  db: Queryable,
  scope: Scope,
  environmentId: string | null,
): Promise<{ id: string; namespace: string; teamId: string }[]> {
  const which =
    environmentId === null
      ? Prisma.sql`${state} IN ('stalled', 'backing-off')`
      : Prisma.sql`e.id = ${environmentId}::uuid AND s.answered_retries = e.retries`;
  return db.$queryRaw`
    UPDATE environment SET retries = environment.retries + 1
    FROM environment e JOIN environment_status s ON s.environment_id = e.id JOIN team t ON t.id = e.team_id
    WHERE environment.id = e.id AND ${belongs({ scope, team: undefined, q: undefined })} AND ${which}
    RETURNING e.id, e.namespace, e.team_id AS "teamId"`;
}

function belongs({ scope, team, q }: Omit<WorkFilter, 'state'>): Prisma.Sql {
  const ids = scopeIds(scope);
  return Prisma.join(
    [
      Prisma.sql`e.finalized_at IS NULL`,
      ...(ids === null ? [] : [Prisma.sql`e.team_id = ANY(${ids}::uuid[])`]),
      ...(team === undefined ? [] : [Prisma.sql`t.slug = ${team}`]),
      ...(q === undefined ? [] : [Prisma.sql`strpos(lower(e.namespace), lower(${q})) > 0`]),
    ],
    ' AND ',
  );
}

function isAsked(asked: WorkFilter['state']): Prisma.Sql {
  if (asked === undefined) return Prisma.sql`true`;
  if (asked === 'stuck') return Prisma.sql`w.state IN ('stalled', 'backing-off')`;
  return Prisma.sql`w.state = ${asked}`;
}
