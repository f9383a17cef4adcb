import { type Actor, may } from '#lib/auth/permissions.ts';
import type { Inbox, Sight } from '#lib/data/request/list-requests.ts';
import { requestTypes } from '#lib/domain/requests/request.ts';
import { handlerOf } from './registry.ts';

/** Which requests the actor may read: his own, his teams', or all. */
export function sightOf(actor: Actor): Sight {
  const all = may(actor, 'request:read');
  const teamIds = [...actor.teams.keys()].filter((id) => may(actor, 'request:read', id));
  return { userId: actor.userId, teamIds: all ? null : teamIds };
}

/** Which requests wait for the actor's decision. */
export function inboxOf(actor: Actor): Inbox {
  const types = requestTypes.filter((type) => may(actor, handlerOf(type).decide));
  const teamTypes = requestTypes.map((type) => ({
    type,
    teamIds: [...actor.teams.keys()].filter((id) => may(actor, handlerOf(type).decide, id)),
  }));
  return { userId: actor.userId, types, teamTypes };
}
