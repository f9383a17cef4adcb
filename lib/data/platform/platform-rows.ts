import { defaultPlatform, type PlatformSettings, platformSettingsSchema } from '#lib/domain/platform.ts';
import type { Queryable } from '../client.ts';

/** The platform's settings under their number; version 0 is what the product brings along. */
export interface PlatformRow {
  version: number;
  settings: PlatformSettings;
}

/** One version with who made it, when and why. */
export interface PlatformVersionRow extends PlatformRow {
  reason: string;
  createdBy: string | null;
  createdAt: Date;
}

/** The settings that hold now. */
export async function findPlatform(db: Queryable): Promise<PlatformRow> {
  const row = await db.platformSetting.findFirst({ orderBy: { version: 'desc' } });
  if (row === null) return { version: 0, settings: defaultPlatform };
  return { version: row.version, settings: platformSettingsSchema.parse(row.settings) };
}

/** The newest versions first, at most `limit`. */
export async function listPlatformRows(db: Queryable, limit: number): Promise<PlatformVersionRow[]> {
  const rows = await db.platformSetting.findMany({ orderBy: { version: 'desc' }, take: limit });
  return rows.map((row) => ({ ...row, settings: platformSettingsSchema.parse(row.settings) }));
}

/** Adds a version; a number that is taken is a unique violation. */
export async function insertPlatform(
  tx: Queryable,
  row: PlatformRow & { reason: string; createdBy: string | null },
): Promise<void> {
  await tx.platformSetting.create({ data: row });
}

/** A class version with the number of live environments that have it. */
export interface ClassInUse {
  className: string;
  classVersion: number;
  spec: unknown;
  environments: number;
}

/** The class versions of all live environments. */
export async function listClassesInUse(db: Queryable): Promise<ClassInUse[]> {
  const rows = await db.environmentClassVersion.findMany({
    where: { environments: { some: { finalizedAt: null } } },
    select: {
      version: true,
      spec: true,
      class: { select: { slug: true } },
      _count: { select: { environments: { where: { finalizedAt: null } } } },
    },
  });
  return rows.map(({ version, spec, class: parent, _count }) => ({
    className: parent.slug,
    classVersion: version,
    spec,
    environments: _count.environments,
  }));
}
