import type { MemberAddress } from '#lib/domain/alert/receivers.ts';
import { type AlertSettings, readAlertSettings } from '#lib/domain/alert/settings.ts';
import type { Queryable } from '../client.ts';

/** What each team with settings of its own wants to be told of, by its id. */
export async function readAllSettings(tx: Queryable): Promise<ReadonlyMap<string, AlertSettings>> {
  const rows = await tx.alertSetting.findMany();
  return new Map(rows.map((row) => [row.teamId, readAlertSettings(row)]));
}

/** Who is in some teams, and their webhooks. */
export interface Audience {
  membersOf: (teamId: string) => MemberAddress[];
  webhooksOf: (teamId: string) => string[];
}

/** Reads the members who may sign in and the webhooks of these teams. */
export async function readAudience(tx: Queryable, teamIds: readonly string[]): Promise<Audience> {
  const members = await tx.$queryRaw<(MemberAddress & { teamId: string })[]>`
    SELECT m.team_id AS "teamId", m.role, u.email FROM membership m JOIN "user" u ON u.id = m.user_id
    WHERE m.team_id = ANY(${teamIds}::uuid[]) AND u.disabled_at IS NULL ORDER BY u.id`;
  const webhooks = await tx.alertWebhook.findMany({
    where: { teamId: { in: [...teamIds] }, removedAt: null },
    select: { id: true, teamId: true },
  });
  return {
    membersOf: (teamId) => members.filter((member) => member.teamId === teamId),
    webhooksOf: (teamId) => webhooks.filter((each) => each.teamId === teamId).map(({ id }) => id),
  };
}
