import type { Actor } from '#lib/auth/permissions.ts';
import { getDatabase } from '#lib/data/client.ts';
import { listDriftManagers as listRows } from '#lib/data/environment/drift-conflict-rows.ts';
import { scopeOf } from '../scope-of.ts';

/** The field managers that drift was seen of, for who may read drift everywhere; else none. */
export async function listDriftManagers(actor: Actor): Promise<string[]> {
  return listRows(getDatabase(), scopeOf(actor, 'drift:read'));
}
