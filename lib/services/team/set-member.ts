import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import type { Queryable } from '#lib/data/client.ts';
import { raiseGenerations } from '#lib/data/environment/raise-generations.ts';
import { recordAudit } from '#lib/data/record-audit.ts';
import { inTransaction } from '#lib/data/request/transaction.ts';
import { findActivePerson, findMemberRow, type MemberRow, saveMember } from '#lib/data/team/member-rows.ts';
import type { TeamWithUse } from '#lib/data/team/team-rows.ts';
import { notFound } from '#lib/domain/error.ts';
import { setMemberInput } from '#lib/domain/inputs/team.ts';
import type { TeamRole } from '#lib/domain/role.ts';
import type { MemberView } from '#lib/domain/views.ts';
import { parseInput } from '../parse-input.ts';
import { auditedRole } from './audited-role.ts';
import { memberView } from './list-members.ts';
import { lockedTeam } from './locked-team.ts';
import { assertOwnerStays } from './owner-stays.ts';

/** Adds a person to a team or changes the role that is given by hand; every live environment gets its next generation. */
export async function setMember(actor: Actor, input: z.input<typeof setMemberInput>): Promise<MemberView> {
  const { team, userId, role } = parseInput(setMemberInput, input);
  return inTransaction(async (tx) => {
    const row = await lockedTeam(tx, actor, 'membership:update', team);
    const before = await findMemberRow(tx, row.id, userId);
    const person = before?.user ?? (await findActivePerson(tx, userId));
    if (person === null) throw notFound('The person');
    if (role !== 'owner' && before?.groupRole !== 'owner') assertOwnerStays(row, userId);
    if (before?.manualRole !== role) await writeRole(tx, actor, { team: row, person, before, to: role });
    const member = await findMemberRow(tx, row.id, userId);
    if (member === null) throw notFound('The person');
    return memberView(member);
  });
}

interface RoleChange {
  team: TeamWithUse;
  person: { id: string; name: string };
  before: MemberRow | null;
  to: TeamRole;
}

async function writeRole(
  tx: Queryable,
  actor: Actor,
  { team, person, before, to }: RoleChange,
): Promise<void> {
  await saveMember(tx, team.id, person.id, to);
  await raiseGenerations(tx, [team.id]);
  const after = await findMemberRow(tx, team.id, person.id);
  await recordAudit(tx, actor, {
    action: before === null ? 'membership.add' : 'membership.change-role',
    objectType: 'membership',
    objectId: person.id,
    objectName: person.name,
    teamId: team.id,
    ...(before === null ? {} : { before: auditedRole(before) }),
    ...(after === null ? {} : { after: auditedRole(after) }),
  });
}
