import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { findMappingRow, removeMappingRow } from '#lib/data/identity/mapping-rows.ts';
import { notFound } from '#lib/domain/error.ts';
import { removeMappingInput } from '#lib/domain/inputs/identity.ts';
import { parseInput } from '../parse-input.ts';
import { changeMapping } from './change-mapping.ts';

/** Takes back what a group gives, at once from everybody who has it from there. What was given by hand stays. */
export async function removeMapping(
  actor: Actor,
  input: z.input<typeof removeMappingInput>,
): Promise<{ people: number }> {
  const { mappingId } = parseInput(removeMappingInput, input);
  return changeMapping(actor, 'remove', async (tx) => {
    const row = await findMappingRow(tx, mappingId);
    if (row === null) throw notFound('The mapping');
    await removeMappingRow(tx, row.id, actor.userId);
    return { id: row.id, group: row.groupName, team: row.team, role: row.role };
  });
}
