import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { recordAudit } from '#lib/data/record-audit.ts';
import { inTransaction } from '#lib/data/request/transaction.ts';
import { deleteMember, findMemberRow, raiseGenerations } from '#lib/data/team/member-rows.ts';
import { AppError, notFound } from '#lib/domain/error.ts';
import { removeMemberInput } from '#lib/domain/inputs/team.ts';
import { parseInput } from '../parse-input.ts';
import { lockedTeam } from './locked-team.ts';
import { assertOwnerStays } from './owner-stays.ts';

/** Takes a person out of a team and, with the next generation, out of its namespaces. */
export async function removeMember(
  actor: Actor,
  input: z.input<typeof removeMemberInput>,
): Promise<{ removed: true }> {
  const { team, userId } = parseInput(removeMemberInput, input);
  return inTransaction(async (tx) => {
    const row = await lockedTeam(tx, actor, 'membership:update', team);
    const member = await findMemberRow(tx, row.id, userId);
    if (member === null) throw notFound('The member');
    if (member.source === 'group')
      throw new AppError(
        'CONFLICT',
        `${member.user.name} is in the team through a group of the identity provider.`,
      );
    assertOwnerStays(row, userId);
    await deleteMember(tx, row.id, userId);
    await raiseGenerations(tx, row.id);
    await recordAudit(tx, actor, {
      action: 'membership.remove',
      objectType: 'membership',
      objectId: userId,
      objectName: member.user.name,
      teamId: row.id,
      before: { role: member.role },
    });
    return { removed: true };
  });
}
