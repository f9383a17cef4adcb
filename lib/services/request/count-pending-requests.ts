import type { Actor } from '#lib/auth/permissions.ts';
import { getDatabase } from '#lib/data/client.ts';
import { countRequests } from '#lib/data/request/list-requests.ts';
import { inboxOf, sightOf } from './sight.ts';

/** How many requests wait for the actor's decision. */
export async function countPendingRequests(actor: Actor): Promise<number> {
  return countRequests(getDatabase(), { sight: sightOf(actor), inbox: inboxOf(actor) });
}
