import { type Actor, may } from '#lib/auth/permissions.ts';
import { getDatabase } from '#lib/data/client.ts';
import { findBreakGlass } from '#lib/data/identity/break-glass-rows.ts';

/** Whether the local admin of a one-time code is signed in, for whoever may see people; null for others. */
export async function getBreakGlass(actor: Actor): Promise<{ userId: string; until: string } | null> {
  if (!may(actor, 'user:read')) return null;
  const open = await findBreakGlass(getDatabase());
  return open === null ? null : { userId: open.userId, until: open.until.toISOString() };
}
