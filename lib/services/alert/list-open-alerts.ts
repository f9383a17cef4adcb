import type { Actor } from '#lib/auth/permissions.ts';
import { countAlertRows, listAlertRows } from '#lib/data/alert/alert-rows.ts';
import { getDatabase } from '#lib/data/client.ts';
import type { OpenAlerts } from '#lib/domain/alert/views.ts';
import { alertView } from './alert-view.ts';

const most = 6;

/** What is open in the teams that the actor is in, the worst first; a site role adds none. */
export async function listOpenAlerts(actor: Actor): Promise<OpenAlerts> {
  const teams = [...actor.teams.keys()];
  if (teams.length === 0) return { total: 0, items: [] };
  const database = getDatabase();
  const rows = await listAlertRows(database, teams, { open: true, skip: 0, take: most });
  const total = rows.length < most ? rows.length : await countAlertRows(database, teams, true);
  return {
    total,
    items: rows
      .map((row) => alertView(actor, row))
      .map(({ id, kind, team, title, isFull }) => ({ id, kind, team, title, isFull })),
  };
}
