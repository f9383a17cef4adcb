import { type Actor, may } from '#lib/auth/permissions.ts';
import type { Queryable } from '#lib/data/client.ts';
import {
  findEnvironmentById,
  findLiveEnvironment,
  findTeam,
  lockTeam,
} from '#lib/data/request/context-rows.ts';
import type { RequestRow } from '#lib/data/request/request-rows.ts';
import { AppError, notFound } from '#lib/domain/error.ts';
import type { RequestType } from '#lib/domain/requests/request.ts';
import type { RequestContext } from './handler.ts';
import { handlerOf } from './registry.ts';

/** What a new request is about, if the actor can see it and may ask for it. With `lock` the team waits for us. */
export async function contextOfNew(
  tx: Queryable,
  actor: Actor,
  asked: { type: RequestType; team: string | null; environment: string | null },
  lock: boolean,
): Promise<RequestContext> {
  const handler = handlerOf(asked.type);
  const context = { mode: 'submit' as const, requesterId: actor.userId, now: new Date() };
  if (handler.about === 'nothing') return { ...context, team: null, environment: null };
  const found = asked.team === null ? null : await findTeam(tx, asked.team);
  // Whoever may ask to join has seen the team's name; everything else about it stays hidden.
  const visible = found !== null && (asked.type === 'join-team' || may(actor, 'team:read', found.id));
  if (!visible) throw notFound('The team');
  if (!may(actor, handler.ask, found.id))
    throw new AppError('FORBIDDEN', 'Only owners and developers of the team can ask for this.');
  const team = lock ? await lockTeam(tx, found.id) : found;
  if (handler.about === 'team') return { ...context, team, environment: null };
  const environment =
    asked.environment === null ? null : await findLiveEnvironment(tx, found.id, asked.environment);
  if (environment === null) throw notFound('The environment');
  return { ...context, team, environment };
}

/** What a stored request is about, as it is now. With `lock` the team waits for us. */
export async function contextOfStored(
  tx: Queryable,
  request: RequestRow,
  lock: boolean,
): Promise<RequestContext> {
  const team =
    request.team === null
      ? null
      : lock
        ? await lockTeam(tx, request.team.id)
        : await findTeam(tx, request.team.slug);
  const environment =
    request.environmentId === null ? null : await findEnvironmentById(tx, request.environmentId);
  return { mode: 'decide', requesterId: request.requesterId, now: new Date(), team, environment };
}
