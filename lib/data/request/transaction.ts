import { getDatabase, type Queryable } from '#lib/data/client.ts';

// Decisions on one team wait for each other, so a crowd of approvers needs longer than Prisma's own limits.
const patience = { maxWait: 10_000, timeout: 20_000 };

/** All or nothing. Whoever locks a team does so before touching its requests, so that nobody waits in a circle. */
export async function inTransaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T> {
  return getDatabase().$transaction(work, patience);
}
