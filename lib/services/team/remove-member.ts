import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { raiseGenerations } from '#lib/data/environment/raise-generations.ts';
import { recordAudit } from '#lib/data/record-audit.ts';
import { inTransaction } from '#lib/data/request/transaction.ts';
import { deleteManualRole, findMemberRow } from '#lib/data/team/member-rows.ts';
import { AppError, notFound } from '#lib/domain/error.ts';
import { removeMemberInput } from '#lib/domain/inputs/team.ts';
import { parseInput } from '../parse-input.ts';
import { auditedRole } from './audited-role.ts';
import { lockedTeam } from './locked-team.ts';
import { assertOwnerStays } from './owner-stays.ts';

/** Takes away a role that was given by hand and, with the next generation, its access; what a group gives stays. */
export async function removeMember(
  actor: Actor,
  input: z.input<typeof removeMemberInput>,
): Promise<{ removed: true }> {
  const { team, userId } = parseInput(removeMemberInput, input);
  return inTransaction(async (tx) => {
    const row = await lockedTeam(tx, actor, 'membership:update', team);
    const member = await findMemberRow(tx, row.id, userId);
    if (member === null) throw notFound('The member');
    if (member.manualRole === null)
      throw new AppError(
        'CONFLICT',
        `${member.user.name} is in the team through the group ${member.groupName} of the identity provider. Take the person out of the group there, or ask an admin to change what the group gives. Nothing was changed.`,
      );
    if (member.groupRole !== 'owner') assertOwnerStays(row, userId);
    await deleteManualRole(tx, row.id, userId);
    await raiseGenerations(tx, [row.id]);
    const after = await findMemberRow(tx, row.id, userId);
    await recordAudit(tx, actor, {
      action: after === null ? 'membership.remove' : 'membership.change-role',
      objectType: 'membership',
      objectId: userId,
      objectName: member.user.name,
      teamId: row.id,
      before: auditedRole(member),
      ...(after === null ? {} : { after: auditedRole(after) }),
    });
    return { removed: true };
  });
}
