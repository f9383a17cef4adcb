import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { inTransaction } from '#lib/data/request/transaction.ts';
import { countPendingOfTeam } from '#lib/data/team/team-rows.ts';
import { AppError } from '#lib/domain/error.ts';
import { archiveTeamInput } from '#lib/domain/inputs/team.ts';
import type { TeamView } from '#lib/domain/views.ts';
import { parseInput } from '../parse-input.ts';
import { lockedTeam } from './locked-team.ts';
import { writeTeam } from './write-team.ts';

/** Retires a team. Throws CONFLICT while environments live or requests wait. */
export async function archiveTeam(actor: Actor, input: z.input<typeof archiveTeamInput>): Promise<TeamView> {
  const { team, version } = parseInput(archiveTeamInput, input);
  return inTransaction(async (tx) => {
    const row = await lockedTeam(tx, actor, 'team:archive', team);
    const live = row.environments.map(({ slug }) => slug);
    if (live.length > 0)
      throw new AppError(
        'CONFLICT',
        `${row.name} still has environments: ${live.slice(0, 5).join(', ')}${live.length > 5 ? ' and more' : ''}. Delete them first.`,
      );
    if ((await countPendingOfTeam(tx, row.id)) > 0)
      throw new AppError('CONFLICT', `Requests of ${row.name} still wait for a decision. Close them first.`);
    return writeTeam(
      tx,
      actor,
      row,
      version,
      { archivedAt: new Date() },
      {
        action: 'team.archive',
        before: { archived: false },
        after: { archived: true },
      },
    );
  });
}
