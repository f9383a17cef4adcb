import type { Queryable } from '../client.ts';

/**
 * Until the transaction ends nobody else changes the team's budget or takes a part of it. Both the web server and the
 * provisioner ask for it, after any lock of the team's own row.
 */
export async function lockBudget(tx: Queryable, teamId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('bailiwick budget'), hashtext(${teamId}))`;
}
