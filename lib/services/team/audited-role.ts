import type { MemberRow } from '#lib/data/team/member-rows.ts';

/** What an audit event keeps of a membership: the role that holds and, where a group gives one too, both. */
export function auditedRole({ role, manualRole, groupRole, groupName }: MemberRow): object {
  return groupRole === null ? { role } : { role, byHand: manualRole, byGroup: groupRole, group: groupName };
}
