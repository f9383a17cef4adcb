import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { getDatabase } from '#lib/data/client.ts';
import { listMemberRows, type MemberRow } from '#lib/data/team/member-rows.ts';
import { findTeamRow } from '#lib/data/team/team-rows.ts';
import { notFound } from '#lib/domain/error.ts';
import { teamInput } from '#lib/domain/inputs/team.ts';
import { teamRoles } from '#lib/domain/role.ts';
import type { MemberView } from '#lib/domain/views.ts';
import { parseInput } from '../parse-input.ts';
import { scopeOf } from '../scope-of.ts';

/** Who is in a team, strongest role first. */
export async function listMembers(actor: Actor, input: z.input<typeof teamInput>): Promise<MemberView[]> {
  const { team } = parseInput(teamInput, input);
  const database = getDatabase();
  const row = await findTeamRow(database, scopeOf(actor, 'membership:read'), team);
  if (row === null) throw notFound('The team');
  const members = (await listMemberRows(database, row.id)).map(memberView);
  return members.sort((a, b) => teamRoles.indexOf(a.role) - teamRoles.indexOf(b.role));
}

/** A membership as people see it; a role that nobody knows shows as the weakest. */
export function memberView({ user, role, source, createdAt }: MemberRow): MemberView {
  return {
    id: user.id,
    name: user.name,
    email: user.email,
    role: teamRoles.find((known) => known === role) ?? 'viewer',
    source: source === 'group' ? 'group' : 'manual',
    since: createdAt.toISOString(),
  };
}
