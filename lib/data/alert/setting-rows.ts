import { type AlertSettings, readAlertSettings } from '#lib/domain/alert/settings.ts';
import type { Queryable } from '../client.ts';

/** What a team chose, with its version; 0 and the defaults before it chose. */
export async function findAlertSettings(
  db: Queryable,
  teamId: string,
): Promise<{ version: number; settings: AlertSettings }> {
  const row = await db.alertSetting.findUnique({ where: { teamId } });
  return { version: row?.version ?? 0, settings: readAlertSettings(row) };
}

/** Writes the next version; false where somebody else was faster. The team is locked. */
export async function saveAlertSettings(
  tx: Queryable,
  teamId: string,
  baseVersion: number,
  settings: AlertSettings,
): Promise<boolean> {
  if (baseVersion === 0) {
    const { count } = await tx.alertSetting.createMany({
      data: [{ teamId, ...settings }],
      skipDuplicates: true,
    });
    return count === 1;
  }
  const { count } = await tx.alertSetting.updateMany({
    where: { teamId, version: baseVersion },
    data: { ...settings, version: baseVersion + 1 },
  });
  return count === 1;
}
