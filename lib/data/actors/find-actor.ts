import { getDatabase } from '#lib/data/client.ts';
import { type SiteRole, siteRoles, type TeamRole, teamRoles } from '#lib/domain/role.ts';

/** What is known of the person behind a session. */
export interface ActorRow {
  userId: string;
  name: string;
  email: string | null;
  siteRole: SiteRole | null;
  teams: Map<string, TeamRole>;
}

/** The person with his roles as they are now, or null if he is unknown or disabled. Unknown roles count as none. */
export async function findActor(userId: string): Promise<ActorRow | null> {
  const user = await getDatabase().user.findUnique({ where: { id: userId }, include: { memberships: true } });
  if (user === null || user.disabledAt !== null) return null;
  const teams = new Map<string, TeamRole>();
  for (const membership of user.memberships) {
    const role = teamRoles.find((known) => known === membership.role);
    if (role !== undefined) teams.set(membership.teamId, role);
  }
  const siteRole = siteRoles.find((known) => known === user.siteRole) ?? null;
  return { userId: user.id, name: user.name, email: user.email, siteRole, teams };
}
