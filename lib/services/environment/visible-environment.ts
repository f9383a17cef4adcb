import type { Actor } from '#lib/auth/permissions.ts';
import type { Queryable } from '#lib/data/client.ts';
import {
  type EnvironmentWithStatus,
  findEnvironmentRow,
  findPersonRows,
} from '#lib/data/environment/environment-rows.ts';
import type { EnvironmentView } from '#lib/domain/environment-views.ts';
import { notFound } from '#lib/domain/error.ts';
import { scopeOf } from '../scope-of.ts';
import { environmentView } from './environment-view.ts';

/** The live environment, if the actor can see it. */
export async function visibleEnvironment(
  db: Queryable,
  actor: Actor,
  { team, environment }: { team: string; environment: string },
): Promise<EnvironmentWithStatus> {
  const row = await findEnvironmentRow(db, scopeOf(actor, 'environment:read'), team, environment);
  if (row === null) throw notFound('The environment');
  return row;
}

/** Environments with the people whom they name. */
export async function environmentViews(
  db: Queryable,
  rows: readonly EnvironmentWithStatus[],
): Promise<EnvironmentView[]> {
  const ids = rows.flatMap(({ requestedBy, approvedBy }) => [requestedBy, approvedBy ?? requestedBy]);
  const people = await findPersonRows(db, ids);
  return rows.map((row) => environmentView(row, people));
}
