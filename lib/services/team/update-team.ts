import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { raiseGenerations } from '#lib/data/environment/raise-generations.ts';
import { inTransaction } from '#lib/data/request/transaction.ts';
import { updateTeamInput } from '#lib/domain/inputs/team.ts';
import type { TeamView } from '#lib/domain/views.ts';
import { parseInput } from '../parse-input.ts';
import { lockedTeam } from './locked-team.ts';
import { writeTeam } from './write-team.ts';

/** Another name or cost centre. The name stands on the namespaces, so they get their next generation. */
export async function updateTeam(actor: Actor, input: z.input<typeof updateTeamInput>): Promise<TeamView> {
  const { team, version, name, costCentre } = parseInput(updateTeamInput, input);
  return inTransaction(async (tx) => {
    const row = await lockedTeam(tx, actor, 'team:update', team);
    const view = await writeTeam(
      tx,
      actor,
      row,
      version,
      { name, costCentre },
      {
        action: 'team.update',
        before: { name: row.name, costCentre: row.costCentre },
        after: { name, costCentre },
      },
    );
    if (name !== row.name) await raiseGenerations(tx, [row.id]);
    return view;
  });
}
