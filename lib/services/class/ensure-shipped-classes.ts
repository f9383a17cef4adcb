import type { Actor } from '#lib/auth/permissions.ts';
import { listClassRows } from '#lib/data/class/class-rows.ts';
import { inTransaction } from '#lib/data/request/transaction.ts';
import { shippedClasses } from '#lib/domain/shipped-classes.ts';
import { assertMay } from '../scope-of.ts';
import { writeClass } from './create-class.ts';

/** Gives an installation without any class the shipped ones; answers how many were made. */
export async function ensureShippedClasses(actor: Actor): Promise<number> {
  assertMay(actor, 'class:update');
  return inTransaction(async (tx) => {
    // One starter at a time: the key is only ours.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('bailiwick shipped classes'))`;
    if ((await listClassRows(tx, true)).length > 0) return 0;
    for (const shipped of shippedClasses) await writeClass(tx, actor, { ...shipped });
    return shippedClasses.length;
  });
}
