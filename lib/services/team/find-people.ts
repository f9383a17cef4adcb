import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { getDatabase } from '#lib/data/client.ts';
import { findCandidates } from '#lib/data/team/member-rows.ts';
import { findTeamRow } from '#lib/data/team/team-rows.ts';
import { notFound } from '#lib/domain/error.ts';
import { findPeopleInput } from '#lib/domain/inputs/team.ts';
import type { PersonView } from '#lib/domain/views.ts';
import { parseInput } from '../parse-input.ts';
import { assertMay, scopeOf } from '../scope-of.ts';

/** People who could be added to a team, ten at most. */
export async function findPeople(
  actor: Actor,
  input: z.input<typeof findPeopleInput>,
): Promise<PersonView[]> {
  const { team, q = '' } = parseInput(findPeopleInput, input);
  const database = getDatabase();
  const row = await findTeamRow(database, scopeOf(actor, 'team:read'), team);
  if (row === null) throw notFound('The team');
  assertMay(actor, 'membership:update', row.id);
  return findCandidates(database, row.id, q);
}
