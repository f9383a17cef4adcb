import type { Queryable } from '../client.ts';
import { Prisma } from '../generated/client.ts';

/** What one team was granted and uses of one key; exact decimals in base units. */
export interface TeamUsageCell {
  teamId: string;
  key: string;
  granted: string;
  used: string;
}

/** The sums over all teams. */
export interface UsageTotal {
  key: string;
  granted: string;
  used: string;
  environments: number;
}

/** A team that needs much less than it was granted, by its use of the last 14 days. */
export interface OverAskingRow {
  slug: string;
  name: string;
  granted: string;
  p95: string;
  peak: string;
  days: number;
}

interface TeamOrder {
  q: string | undefined;
  /** The key by which `share` and `granted` sort. */
  key: string;
  sort: 'team' | 'share' | 'granted';
  direction: 'asc' | 'desc';
  skip: number;
  take: number;
}

const columns: Record<TeamOrder['sort'], Prisma.Sql> = {
  team: Prisma.sql`t.name`,
  share: Prisma.sql`u.used / nullif(u.granted, 0)`,
  granted: Prisma.sql`u.granted`,
};

/** One page of the teams that are not archived, and how many there are. */
export async function listUsageTeams(
  db: Queryable,
  { q, key, sort, direction, skip, take }: TeamOrder,
): Promise<{ teams: { id: string; slug: string; name: string }[]; total: number }> {
  const rules = [
    Prisma.sql`t.archived_at IS NULL`,
    ...(q === undefined ? [] : [Prisma.sql`strpos(lower(t.name || ' ' || t.slug), lower(${q})) > 0`]),
  ];
  const from = Prisma.sql`FROM team t LEFT JOIN team_usage u ON u.team_id = t.id AND u.key = ${key} WHERE ${Prisma.join(rules, ' AND ')}`;
  const way = direction === 'desc' ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  const teams = await db.$queryRaw<{ id: string; slug: string; name: string }[]>`
    SELECT t.id, t.slug, t.name ${from} ORDER BY ${columns[sort]} ${way} NULLS LAST, t.slug LIMIT ${take} OFFSET ${skip}`;
  const [count] = await db.$queryRaw<{ total: number }[]>`SELECT count(*)::int AS total ${from}`;
  return { teams, total: count?.total ?? 0 };
}

/** The cells of these teams for these keys. */
export async function listUsageCells(
  db: Queryable,
  teamIds: readonly string[],
  keys: readonly string[],
): Promise<TeamUsageCell[]> {
  return db.$queryRaw<TeamUsageCell[]>`
    SELECT team_id AS "teamId", key, granted::text, used::text FROM team_usage
    WHERE team_id = ANY(${teamIds}::uuid[]) AND key = ANY(${keys}::text[])`;
}

/** All teams together, key by key. */
export async function sumUsage(db: Queryable, keys: readonly string[]): Promise<UsageTotal[]> {
  return db.$queryRaw<UsageTotal[]>`
    SELECT key, sum(granted)::text AS granted, sum(used)::text AS used, sum(environments)::int AS environments
    FROM team_usage WHERE key = ANY(${keys}::text[]) GROUP BY key`;
}

/** Teams whose use lay below half of what they are granted nearly all the time, those with the most to give first; ten at most. */
export async function listOverAsking(db: Queryable, key: string): Promise<OverAskingRow[]> {
  return db.$queryRaw<OverAskingRow[]>`
    SELECT t.slug, t.name, u.granted::text, u.p95::text, u.peak::text, u.days
    FROM team_usage u JOIN team t ON t.id = u.team_id
    WHERE u.key = ${key} AND t.archived_at IS NULL AND u.days >= 3 AND u.p95 * 2 < u.granted
    ORDER BY u.granted - u.p95 DESC, t.slug LIMIT 10`;
}
