import type { Actor } from '#lib/auth/permissions.ts';
import { namesOf } from '#lib/data/class/class-rows.ts';
import { getDatabase } from '#lib/data/client.ts';
import { findPlatform, listPlatformRows } from '#lib/data/platform/platform-rows.ts';
import { defaultPlatform, type PlatformSettings } from '#lib/domain/platform.ts';
import { assertMay } from '../scope-of.ts';

const historyLength = 50;

/** The settings that hold now, and the newest versions with what each replaced. */
export interface PlatformView {
  version: number;
  settings: PlatformSettings;
  history: {
    version: number;
    settings: PlatformSettings;
    before: PlatformSettings | null;
    reason: string;
    createdBy: string;
    createdAt: string;
  }[];
}

/** The platform's settings and their history. */
export async function getPlatform(actor: Actor): Promise<PlatformView> {
  assertMay(actor, 'platform:read');
  const database = getDatabase();
  const rows = await listPlatformRows(database, historyLength + 1);
  const names = await namesOf(
    database,
    rows.flatMap(({ createdBy }) => createdBy ?? []),
  );
  const history = rows.slice(0, historyLength).map((row, at) => ({
    version: row.version,
    settings: row.settings,
    before: rows[at + 1]?.settings ?? (row.version === 1 ? defaultPlatform : null),
    reason: row.reason,
    createdBy: row.createdBy === null ? 'Bailiwick' : (names.get(row.createdBy) ?? 'Unknown'),
    createdAt: row.createdAt.toISOString(),
  }));
  return { ...(await findPlatform(database)), history };
}
