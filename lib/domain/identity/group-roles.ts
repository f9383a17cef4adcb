import { type SiteRole, siteRoles, type TeamRole, teamRoles } from '../role.ts';

/** One line of the mapping: this group gives that role, in a team or, without one, over the whole portal. */
export interface GroupMapping {
  group: string;
  teamId: string | null;
  role: string;
}

/** A role, and the group that gives it. */
export interface GroupGrant<Role extends string> {
  role: Role;
  group: string;
}

/** What a person's groups give him. */
export interface GroupRoles {
  teams: ReadonlyMap<string, GroupGrant<TeamRole>>;
  site: GroupGrant<SiteRole> | null;
}

/**
 * What these groups give by this mapping: in each team the strongest role, and of several groups that give it the first
 * by name. Names match exactly, case included; a group inside another is another group.
 */
export function groupRoles(groups: readonly string[], mappings: readonly GroupMapping[]): GroupRoles {
  const mine = new Set(groups);
  const teams = new Map<string, GroupGrant<TeamRole>>();
  let site: GroupGrant<SiteRole> | null = null;
  for (const { group, teamId, role } of mappings) {
    if (!mine.has(group)) continue;
    if (teamId === null) site = stronger(siteRoles, site, { role, group });
    else {
      const best = stronger(teamRoles, teams.get(teamId) ?? null, { role, group });
      if (best !== null) teams.set(teamId, best);
    }
  }
  return { teams, site };
}

// A role that nobody knows gives nothing.
function stronger<Role extends string>(
  ranking: readonly Role[],
  held: GroupGrant<Role> | null,
  offered: { role: string; group: string },
): GroupGrant<Role> | null {
  const role = ranking.find((known) => known === offered.role);
  if (role === undefined) return held;
  const grant = { role, group: offered.group };
  if (held === null) return grant;
  const order = ranking.indexOf(role) - ranking.indexOf(held.role);
  return order < 0 || (order === 0 && grant.group < held.group) ? grant : held;
}

/** The stronger of two roles of a team, either of which may be none. */
export function strongerTeamRole(one: TeamRole | null, other: TeamRole | null): TeamRole | null {
  return teamRoles.find((role) => role === one || role === other) ?? null;
}
