import type { Actor } from '#lib/auth/permissions.ts';
import { findInventory } from '#lib/data/capacity/inventory-rows.ts';
import { getDatabase } from '#lib/data/client.ts';
import { offeredKeys } from '#lib/domain/capacity/quota-key.ts';
import { assertMay } from '../scope-of.ts';

/** Quota keys that this cluster knows, for whoever writes budgets and classes. */
export async function listQuotaKeys(actor: Actor): Promise<string[]> {
  assertMay(actor, 'capacity:read');
  return offeredKeys(await findInventory(getDatabase()), []);
}
