import { findActor } from '#lib/data/actors/find-actor.ts';
import { getDatabase } from '#lib/data/client.ts';
import { findUserId } from '#lib/data/users/user-rows.ts';
import type { Actor } from './permissions.ts';

/** The actor behind an id, for tools and tests; null if the person is unknown or disabled. */
export async function loadActorById(userId: string, requestId: string): Promise<Actor | null> {
  const row = await findActor(userId);
  return row === null ? null : { ...row, requestId };
}

/** The actor whom the identity provider knows by that subject; null if he never signed in or is disabled. */
export async function loadActor(
  identity: { issuer: string; subject: string },
  requestId: string,
): Promise<Actor | null> {
  const userId = await findUserId(getDatabase(), identity.issuer, identity.subject);
  return userId === null ? null : loadActorById(userId, requestId);
}

/** Whoever sets the portal up: an admin who is no person, so audit events name no user. Never made from a request. */
export function systemActor(requestId: string): Actor {
  return { userId: '', name: 'Bailiwick', siteRole: 'admin', teams: new Map(), requestId };
}
