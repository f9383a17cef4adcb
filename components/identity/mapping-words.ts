import { roleWords } from '#components/teams/role-words.ts';
import { teamRoles } from '#lib/domain/role.ts';

const siteWords: Record<string, string> = { admin: 'Admin', auditor: 'Auditor' };

/** A role of a team or of the portal, as people read it. */
export function anyRole(role: string): string {
  const known = teamRoles.find((each) => each === role);
  return known ? roleWords[known].label : (siteWords[role] ?? role);
}

/** Where a mapping gives its role. */
export function whereWords(team: { name: string } | null): string {
  return team === null ? 'the whole portal' : team.name;
}
