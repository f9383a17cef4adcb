import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import type { Queryable } from '#lib/data/client.ts';
import { recordAudit } from '#lib/data/record-audit.ts';
import { inTransaction } from '#lib/data/request/transaction.ts';
import { findActivePerson, findMemberRow, raiseGenerations, saveMember } from '#lib/data/team/member-rows.ts';
import type { TeamWithUse } from '#lib/data/team/team-rows.ts';
import { AppError, notFound } from '#lib/domain/error.ts';
import { setMemberInput } from '#lib/domain/inputs/team.ts';
import type { TeamRole } from '#lib/domain/role.ts';
import type { MemberView } from '#lib/domain/views.ts';
import { parseInput } from '../parse-input.ts';
import { memberView } from './list-members.ts';
import { lockedTeam } from './locked-team.ts';
import { assertOwnerStays } from './owner-stays.ts';

/** Adds a person to a team or changes his role; every live environment gets its next generation. */
export async function setMember(actor: Actor, input: z.input<typeof setMemberInput>): Promise<MemberView> {
  const { team, userId, role } = parseInput(setMemberInput, input);
  return inTransaction(async (tx) => {
    const row = await lockedTeam(tx, actor, 'membership:update', team);
    const before = await findMemberRow(tx, row.id, userId);
    const person = before?.user ?? (await findActivePerson(tx, userId));
    if (person === null) throw notFound('The person');
    if (before?.source === 'group')
      throw new AppError(
        'CONFLICT',
        `${person.name} is in the team through a group of the identity provider.`,
      );
    if (role !== 'owner') assertOwnerStays(row, userId);
    if (before?.role !== role)
      await writeRole(tx, actor, { team: row, person, from: before?.role, to: role });
    const member = await findMemberRow(tx, row.id, userId);
    if (member === null) throw notFound('The person');
    return memberView(member);
  });
}

interface RoleChange {
  team: TeamWithUse;
  person: { id: string; name: string };
  from: string | undefined;
  to: TeamRole;
}

async function writeRole(tx: Queryable, actor: Actor, { team, person, from, to }: RoleChange): Promise<void> {
  await saveMember(tx, team.id, person.id, to);
  await raiseGenerations(tx, team.id);
  await recordAudit(tx, actor, {
    action: from === undefined ? 'membership.add' : 'membership.change-role',
    objectType: 'membership',
    objectId: person.id,
    objectName: person.name,
    teamId: team.id,
    ...(from === undefined ? {} : { before: { role: from } }),
    after: { role: to },
  });
}
