import type { Actor } from '#lib/auth/permissions.ts';
import { inTransaction } from '#lib/data/request/transaction.ts';
import { AppError } from '#lib/domain/error.ts';
import { assertMay } from '../scope-of.ts';
import { recordRetries } from './record-retries.ts';

/** Has the provisioner try every environment again now that is stalled or backs off, and answers how many. Throws CONFLICT where none is. */
export async function retryStuck(actor: Actor): Promise<{ count: number }> {
  assertMay(actor, 'provisioner:retry');
  return inTransaction(async (tx) => {
    const count = await recordRetries(tx, actor, null);
    if (count === 0) throw new AppError('CONFLICT', 'No environment is stuck any more.');
    return { count };
  });
}
