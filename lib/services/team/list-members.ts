import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { getDatabase } from '#lib/data/client.ts';
import { countMembers, pageMembers, type ShownMember } from '#lib/data/team/page-members.ts';
import { findTeamRow } from '#lib/data/team/team-rows.ts';
import { notFound } from '#lib/domain/error.ts';
import { listMembersInput } from '#lib/domain/inputs/team.ts';
import { teamRoles } from '#lib/domain/role.ts';
import type { MemberView, Page } from '#lib/domain/views.ts';
import { parseInput } from '../parse-input.ts';
import { scopeOf } from '../scope-of.ts';

/** A page of members; `counts` are of the whole team, whatever the list is narrowed to. */
export interface MemberPage extends Page<MemberView> {
  counts: { all: number; owners: number };
}

/** Who is in a team, strongest role first unless asked otherwise. */
export async function listMembers(
  actor: Actor,
  input: z.input<typeof listMembersInput>,
): Promise<MemberPage> {
  const asked = parseInput(listMembersInput, input);
  const { team, role, q, page, pageSize, sort = 'role', direction = 'asc' } = asked;
  const database = getDatabase();
  const row = await findTeamRow(database, scopeOf(actor, 'membership:read'), team);
  if (row === null) throw notFound('The team');
  const window = { sort, direction, skip: (page - 1) * pageSize, take: pageSize };
  const [{ rows, total }, counts] = await Promise.all([
    pageMembers(database, { teamId: row.id, role, q }, window),
    countMembers(database, row.id),
  ]);
  return { items: rows.map(memberView), total, page, pageSize, counts };
}

/** A membership as people see it; a role that nobody knows shows as the weakest. */
export function memberView(member: ShownMember): MemberView {
  const { user, role, manualRole, groupRole, groupName, createdAt } = member;
  const known = (text: string | null) => teamRoles.find((each) => each === text) ?? null;
  const byGroup = known(groupRole);
  return {
    id: user.id,
    name: user.name,
    email: user.email,
    role: known(role) ?? 'viewer',
    byHand: known(manualRole),
    byGroup: byGroup === null ? null : { role: byGroup, group: groupName ?? '' },
    since: createdAt.toISOString(),
  };
}
