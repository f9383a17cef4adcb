import { type Actor, may, type Permission } from '#lib/auth/permissions.ts';
import type { Scope } from '#lib/data/scope.ts';
import { AppError } from '#lib/domain/error.ts';

/** The teams inside which the actor holds the permission. */
export function scopeOf(actor: Actor, permission: Permission): Scope {
  if (may(actor, permission)) return { kind: 'all' };
  return { kind: 'teams', ids: [...actor.teams.keys()].filter((id) => may(actor, permission, id)) };
}

/** Ends the call unless the actor holds the permission. For what the actor can see; else answer "not found". */
export function assertMay(actor: Actor, permission: Permission, teamId?: string): void {
  if (!may(actor, permission, teamId))
    throw new AppError('FORBIDDEN', 'Your role does not allow this. Nothing was changed.');
}
