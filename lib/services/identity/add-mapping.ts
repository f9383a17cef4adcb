import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { hasMapping, insertMapping } from '#lib/data/identity/mapping-rows.ts';
import { AppError } from '#lib/domain/error.ts';
import { addMappingInput } from '#lib/domain/inputs/identity.ts';
import { parseInput } from '../parse-input.ts';
import { changeMapping } from './change-mapping.ts';
import { mappingTarget } from './mapping-target.ts';

/** Lets a group give a role, at once to everybody who is known to be in it. CONFLICT when it gives one there already. */
export async function addMapping(
  actor: Actor,
  input: z.input<typeof addMappingInput>,
): Promise<{ people: number }> {
  const { group, team: slug, role } = parseInput(addMappingInput, input);
  return changeMapping(actor, 'add', async (tx) => {
    const team = await mappingTarget(tx, slug);
    if (await hasMapping(tx, group, team?.id ?? null)) {
      const where = team === null ? 'a site role' : `a role in ${team.name}`;
      throw new AppError('CONFLICT', `The group ${group} gives ${where} already. Remove that one first.`);
    }
    const row = { groupName: group, teamId: team?.id ?? null, role, createdBy: actor.userId };
    return { id: await insertMapping(tx, row), group, team, role };
  });
}
