import type { Queryable } from '../client.ts';
import { Prisma } from '../generated/client.ts';
import { type Scope, scopeIds } from '../scope.ts';

export type ConformanceState = 'passed' | 'failed' | 'not-run';
export type ConformanceSort = 'namespace' | 'score' | 'checked';

export interface ConformanceFilter {
  scope: Scope;
  team: string | undefined;
  state: ConformanceState | undefined;
  q: string | undefined;
}

/** An environment and its last run that ended. */
export interface ConformanceRow {
  environmentId: string;
  runId: string | null;
  slug: string;
  namespace: string;
  teamSlug: string;
  teamName: string;
}

const states: Record<ConformanceState, Prisma.Sql> = {
  passed: Prisma.sql`r.problem IS NULL AND r.failed + r.errors = 0`,
  failed: Prisma.sql`(r.problem IS NOT NULL OR r.failed + r.errors > 0)`,
  'not-run': Prisma.sql`r.id IS NULL`,
};

// Worst first: what could not be run at all, then by what failed.
const columns: Record<ConformanceSort, Prisma.Sql> = {
  namespace: Prisma.sql`e.namespace`,
  score: Prisma.sql`CASE WHEN r.problem IS NULL THEN r.passed + r.by_design ELSE -1 END`,
  checked: Prisma.sql`r.finished_at`,
};

/** One page of live environments with their last run, and how many there are in all. */
export async function findConformance(
  db: Queryable,
  { scope, team, state, q }: ConformanceFilter,
  order: { sort: ConformanceSort; direction: 'asc' | 'desc'; skip: number; take: number },
): Promise<{ rows: ConformanceRow[]; total: number }> {
  const ids = scopeIds(scope);
  const rules = [
    Prisma.sql`e.finalized_at IS NULL`,
    ...(ids === null ? [] : [Prisma.sql`e.team_id = ANY(${ids}::uuid[])`]),
    ...(team === undefined ? [] : [Prisma.sql`t.slug = ${team}`]),
    ...(state === undefined
      ? []
      : [states[state], ...(state === 'passed' ? [Prisma.sql`r.id IS NOT NULL`] : [])]),
    ...(q === undefined ? [] : [Prisma.sql`strpos(lower(e.namespace), lower(${q})) > 0`]),
  ];
  const lastRun = Prisma.sql`LEFT JOIN LATERAL (
    SELECT id, problem, passed, by_design, failed, errors, finished_at FROM conformance_run
    WHERE environment_id = e.id AND finished_at IS NOT NULL ORDER BY requested_at DESC, id DESC LIMIT 1) r ON true`;
  const from = (runs: Prisma.Sql) => Prisma.sql`
    FROM environment e JOIN team t ON t.id = e.team_id ${runs} WHERE ${Prisma.join(rules, ' AND ')}`;
  const way = order.direction === 'desc' ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  const rows = await db.$queryRaw<ConformanceRow[]>`
    SELECT e.id AS "environmentId", r.id AS "runId", e.slug, e.namespace, t.slug AS "teamSlug", t.name AS "teamName"
    ${from(lastRun)} ORDER BY ${columns[order.sort]} ${way} NULLS LAST, e.namespace LIMIT ${order.take} OFFSET ${order.skip}`;
  const [count] = await db.$queryRaw<
    { total: number }[]
  >`SELECT count(*)::int AS total ${from(state === undefined ? Prisma.empty : lastRun)}`;
  return { rows, total: count?.total ?? 0 };
}
