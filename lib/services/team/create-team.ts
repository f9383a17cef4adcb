import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { recordAudit } from '#lib/data/record-audit.ts';
import { inTransaction } from '#lib/data/request/transaction.ts';
import { isUniqueViolation } from '#lib/data/request/unique-violation.ts';
import { findActivePerson, saveMember } from '#lib/data/team/member-rows.ts';
import { findTeamRow, insertTeam } from '#lib/data/team/team-rows.ts';
import { AppError, notFound } from '#lib/domain/error.ts';
import { createTeamInput } from '#lib/domain/inputs/team.ts';
import type { TeamView } from '#lib/domain/views.ts';
import { checkBudgetChange } from '../capacity/check-budget-change.ts';
import { parseInput } from '../parse-input.ts';
import { assertMay } from '../scope-of.ts';
import { teamView } from './team-view.ts';

/** A new team, with its first owner if one is named. Throws CONFLICT when the short name is taken. */
export async function createTeam(actor: Actor, input: z.input<typeof createTeamInput>): Promise<TeamView> {
  const { ownerId, ...team } = parseInput(createTeamInput, input);
  assertMay(actor, 'team:create');
  try {
    return await inTransaction(async (tx) => {
      await checkBudgetChange(tx, null, {}, team.budget);
      const id = await insertTeam(tx, team);
      if (ownerId !== undefined) {
        if ((await findActivePerson(tx, ownerId)) === null)
          throw new AppError('INVALID_INPUT', 'The owner was not found. Nothing was changed.', {
            ownerId: 'Choose a person who has signed in once.',
          });
        await saveMember(tx, id, ownerId, 'owner');
      }
      await recordAudit(tx, actor, {
        action: 'team.create',
        objectType: 'team',
        objectId: id,
        objectName: team.slug,
        teamId: id,
        after: { ...team, ownerId: ownerId ?? null },
      });
      const row = await findTeamRow(tx, { kind: 'all' }, team.slug);
      if (row === null) throw notFound('The team');
      return teamView(actor, row);
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new AppError('CONFLICT', `A team “${team.slug}” exists already.`, {
      slug: 'This short name is taken. Choose another one.',
    });
  }
}
