import type { Actor } from '#lib/auth/permissions.ts';
import type { Queryable } from '#lib/data/client.ts';
import { recordAudit } from '#lib/data/record-audit.ts';
import { changeTeam, findTeamRow, type TeamChange, type TeamWithUse } from '#lib/data/team/team-rows.ts';
import type { TeamView } from '#lib/domain/views.ts';
import { staleTeam } from './locked-team.ts';
import { teamView } from './team-view.ts';

/** Writes the next version of a locked team with its audit event. Throws STALE when it was made from another version. */
export async function writeTeam(
  tx: Queryable,
  actor: Actor,
  row: TeamWithUse,
  version: number,
  change: TeamChange,
  told: { action: string; before: object; after: object },
): Promise<TeamView> {
  if (!(await changeTeam(tx, row.id, version, change))) throw staleTeam(row.name);
  await recordAudit(tx, actor, {
    ...told,
    objectType: 'team',
    objectId: row.id,
    objectName: row.slug,
    teamId: row.id,
  });
  const changed = await findTeamRow(tx, { kind: 'all' }, row.slug);
  return teamView(actor, changed ?? row);
}
