import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { findAlertSettings, saveAlertSettings } from '#lib/data/alert/setting-rows.ts';
import { recordAudit } from '#lib/data/record-audit.ts';
import { inTransaction } from '#lib/data/request/transaction.ts';
import { AppError } from '#lib/domain/error.ts';
import { changeAlertSettingsInput } from '#lib/domain/inputs/alert.ts';
import { parseInput } from '../parse-input.ts';
import { lockedTeam } from '../team/locked-team.ts';

/** Changes what a team is told of and who gets it by e-mail. Throws STALE when it was made from another version. */
export async function changeAlertSettings(
  actor: Actor,
  input: z.input<typeof changeAlertSettingsInput>,
): Promise<{ version: number }> {
  const { team, baseVersion, ...wanted } = parseInput(changeAlertSettingsInput, input);
  const settings = {
    ...wanted,
    levels: [...new Set(wanted.levels)].sort((a, b) => a - b),
    roles: [...new Set(wanted.roles)],
    addresses: [...new Set(wanted.addresses)],
  };
  return inTransaction(async (tx) => {
    const row = await lockedTeam(tx, actor, 'alert:update', team);
    const before = await findAlertSettings(tx, row.id);
    if (before.version !== baseVersion || !(await saveAlertSettings(tx, row.id, baseVersion, settings)))
      throw new AppError('STALE', 'Somebody else has changed the settings. Reload the page and look again.');
    await recordAudit(tx, actor, {
      action: 'alert.change-settings',
      objectType: 'team',
      objectId: row.id,
      objectName: row.slug,
      teamId: row.id,
      before: before.settings,
      after: settings,
    });
    return { version: baseVersion + 1 };
  });
}
