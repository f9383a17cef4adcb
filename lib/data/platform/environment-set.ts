import type { Queryable } from '../client.ts';

// A change of the platform reaches every live environment. One that is being made meanwhile would be missed, as its
// row is not visible yet; so makers hold this lock shared, and the change waits for them.
const key = 'bailiwick environments';

/** Called before an environment's row is written; until the transaction ends no change of the platform begins. */
export async function joinEnvironments(tx: Queryable): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock_shared(hashtext(${key}))`;
}

/** Every live environment gets its next generation; answers how many. No other is made until the transaction ends. */
export async function raiseAllGenerations(tx: Queryable): Promise<number> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${key}))`;
  return tx.$executeRaw`UPDATE environment SET generation = generation + 1 WHERE finalized_at IS NULL`;
}
