import type { Actor } from '#lib/auth/permissions.ts';
import { getDatabase } from '#lib/data/client.ts';
import { findPlatform } from '#lib/data/platform/platform-rows.ts';
import { AppError } from '#lib/domain/error.ts';
import { defaultPlatform, type PlatformSettings } from '#lib/domain/platform.ts';
import { changePlatform } from './change-platform.ts';

/**
 * Makes version 1 of an installation that has none from what its configuration says; answers whether it did.
 * Afterwards the stored settings are the only source, and the configuration counts no more.
 */
export async function ensurePlatform(actor: Actor, given: Partial<PlatformSettings>): Promise<boolean> {
  if (Object.keys(given).length === 0 || (await findPlatform(getDatabase())).version > 0) return false;
  try {
    const settings = { ...defaultPlatform, ...given };
    await changePlatform(actor, {
      baseVersion: 0,
      settings,
      reason: 'From the configuration at the first start',
    });
    return true;
  } catch (error) {
    // Another replica that started at the same time was first.
    if (error instanceof AppError && error.code === 'STALE') return false;
    throw error;
  }
}
