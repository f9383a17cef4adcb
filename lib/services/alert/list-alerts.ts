import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { countAlertRows, listAlertRows } from '#lib/data/alert/alert-rows.ts';
import { getDatabase } from '#lib/data/client.ts';
import { findTeamRow } from '#lib/data/team/team-rows.ts';
import type { AlertView } from '#lib/domain/alert/views.ts';
import { notFound } from '#lib/domain/error.ts';
import { listAlertsInput } from '#lib/domain/inputs/alert.ts';
import type { Page } from '#lib/domain/views.ts';
import { parseInput } from '../parse-input.ts';
import { scopeOf } from '../scope-of.ts';
import { alertView } from './alert-view.ts';

/** The alerts of a team that the actor can see: open ones, the worst first, or past ones, the newest first. */
export async function listAlerts(
  actor: Actor,
  input: z.input<typeof listAlertsInput>,
): Promise<Page<AlertView>> {
  const { team: slug, state, page, pageSize } = parseInput(listAlertsInput, input);
  const database = getDatabase();
  const team = await findTeamRow(database, scopeOf(actor, 'alert:read'), slug);
  if (team === null) throw notFound('The team');
  const open = state === 'open';
  const [total, rows] = await Promise.all([
    countAlertRows(database, [team.id], open),
    listAlertRows(database, [team.id], { open, skip: (page - 1) * pageSize, take: pageSize }),
  ]);
  return { items: rows.map((row) => alertView(actor, row)), total, page, pageSize };
}
