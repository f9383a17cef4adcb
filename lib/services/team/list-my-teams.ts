import type { Actor } from '#lib/auth/permissions.ts';
import { getDatabase } from '#lib/data/client.ts';
import { listTeamNames, listTeamRows } from '#lib/data/team/team-rows.ts';
import type { TeamView } from '#lib/domain/views.ts';
import { teamView } from './team-view.ts';

const most = 100;

/** The active teams that the actor is a member of, by name; a hundred at most. */
export async function listMyTeams(actor: Actor): Promise<TeamView[]> {
  const rows = await listTeamRows(
    getDatabase(),
    { scope: { kind: 'teams', ids: [...actor.teams.keys()] }, state: 'active', q: undefined },
    { sort: 'name', direction: 'asc', skip: 0, take: most },
  );
  return rows.map((row) => teamView(actor, row));
}

/** Only their names: every page shows them. */
export async function listMyTeamNames(actor: Actor): Promise<{ slug: string; name: string }[]> {
  return listTeamNames(getDatabase(), [...actor.teams.keys()], most);
}
