import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { getDatabase } from '#lib/data/client.ts';
import { countTeams, listTeamRows } from '#lib/data/team/team-rows.ts';
import { listTeamsInput } from '#lib/domain/inputs/team.ts';
import type { Page, TeamView } from '#lib/domain/views.ts';
import { parseInput } from '../parse-input.ts';
import { scopeOf } from '../scope-of.ts';
import { teamView } from './team-view.ts';

/** The teams that the actor can see; active ones unless asked otherwise. */
export async function listTeams(
  actor: Actor,
  input: z.input<typeof listTeamsInput> = {},
): Promise<Page<TeamView>> {
  const {
    page,
    pageSize,
    sort = 'name',
    direction = 'asc',
    state = 'active',
    q,
  } = parseInput(listTeamsInput, input);
  const filter = { scope: scopeOf(actor, 'team:read'), state, q };
  const database = getDatabase();
  const [total, rows] = await Promise.all([
    countTeams(database, filter),
    listTeamRows(database, filter, { sort, direction, skip: (page - 1) * pageSize, take: pageSize }),
  ]);
  return { items: rows.map((row) => teamView(actor, row)), total, page, pageSize };
}
