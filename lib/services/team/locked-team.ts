import type { Actor, Permission } from '#lib/auth/permissions.ts';
import type { Queryable } from '#lib/data/client.ts';
import { lockTeamRow, type TeamWithUse } from '#lib/data/team/team-rows.ts';
import { AppError, notFound } from '#lib/domain/error.ts';
import { assertMay, scopeOf } from '../scope-of.ts';

/** A team for changing it: visible, allowed, active, and locked until the transaction ends. */
export async function lockedTeam(
  tx: Queryable,
  actor: Actor,
  permission: Permission,
  slug: string,
): Promise<TeamWithUse> {
  const row = await lockTeamRow(tx, scopeOf(actor, 'team:read'), slug);
  if (row === null) throw notFound('The team');
  assertMay(actor, permission, row.id);
  if (row.archivedAt !== null)
    throw new AppError('CONFLICT', `The team ${row.name} is archived and can't change.`);
  return row;
}

/** The answer to a change that was made from an old version. */
export function staleTeam(name: string): AppError {
  return new AppError(
    'STALE',
    `The team ${name} has changed since you opened the page. Reload it and look again.`,
  );
}
