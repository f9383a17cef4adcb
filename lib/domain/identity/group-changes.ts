import type { TeamRole } from '../role.ts';
import { type GroupRoles, strongerTeamRole } from './group-roles.ts';

/** A membership as it is stored: what is given by hand, and what by a group. */
export interface HeldRole {
  teamId: string;
  manual: TeamRole | null;
  group: { role: TeamRole; group: string } | null;
}

/** One membership that has to be written: what the groups give from now on, and the role that holds before and after. */
export interface GroupChange {
  teamId: string;
  group: { role: TeamRole; group: string } | null;
  before: TeamRole | null;
  after: TeamRole | null;
}

/** What has to be written so that a person holds by groups exactly `wanted`; nothing when he does. What is given by hand stays. */
export function groupChanges(held: readonly HeldRole[], wanted: GroupRoles['teams']): GroupChange[] {
  const byTeam = new Map(held.map((each) => [each.teamId, each]));
  const teams = [...new Set([...byTeam.keys(), ...wanted.keys()])].sort();
  return teams.flatMap((teamId) => {
    const has = byTeam.get(teamId) ?? { manual: null, group: null };
    const group = wanted.get(teamId) ?? null;
    if (has.group?.role === group?.role && has.group?.group === group?.group) return [];
    const before = strongerTeamRole(has.manual, has.group?.role ?? null);
    return [{ teamId, group, before, after: strongerTeamRole(has.manual, group?.role ?? null) }];
  });
}
