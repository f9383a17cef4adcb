import type { Queryable } from '../client.ts';

/** The roles that these people hold now in a team, or over the portal where it is null; who holds none is left out. */
export async function listRolesThere(
  db: Queryable,
  teamId: string | null,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...userIds];
  if (teamId !== null) {
    const rows = await db.membership.findMany({ where: { teamId, userId: { in: ids } } });
    return new Map(rows.map(({ userId, role }) => [userId, role]));
  }
  const rows = await db.user.findMany({ where: { id: { in: ids }, siteRole: { not: null } } });
  return new Map(rows.flatMap(({ id, siteRole }) => (siteRole === null ? [] : [[id, siteRole]])));
}
