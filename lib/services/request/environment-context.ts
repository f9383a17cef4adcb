import { isMoving } from '#lib/data/budget/move-rows.ts';
import type { Queryable } from '#lib/data/client.ts';
import type { EnvironmentRow, TeamRow } from '#lib/data/request/context-rows.ts';
import { changeEnvironment, type EnvironmentChange } from '#lib/data/request/write-environment.ts';
import type { ApprovalRule } from '#lib/domain/class-choices.ts';
import { AppError, notFound } from '#lib/domain/error.ts';
import { traceOf } from '#lib/trace/trace.ts';
import type { EnvironmentState, Outcome, RequestContext } from './handler.ts';

const staleMessage = 'The environment has changed since you opened the page. Reload it and look again.';

/** The team of the request; an archived one takes no requests. */
export function activeTeam(context: RequestContext): TeamRow {
  const { team } = context;
  if (team === null) throw notFound('The team');
  if (team.archivedAt !== null)
    throw new AppError('CONFLICT', `The team ${team.name} is archived and can't change.`);
  return team;
}

/**
 * The environment that a change is about, live and not on its way out. Only a new request must have seen its
 * latest generation: a member who joins meanwhile raises it too, and must not make every waiting request void.
 */
export function changeableEnvironment(context: RequestContext, generation: number): EnvironmentRow {
  activeTeam(context);
  const { environment, mode } = context;
  if (environment === null || environment.finalizedAt !== null) throw notFound('The environment');
  if (environment.deleteAfter !== null)
    throw new AppError('CONFLICT', `${environment.namespace} is being deleted and can't change.`);
  if (mode === 'submit' && environment.generation !== generation) throw new AppError('STALE', staleMessage);
  return environment;
}

/** The environment as it is, for comparisons. */
export function stateOf(environment: EnvironmentRow): EnvironmentState {
  const { slug, quota, expiresAt } = environment;
  return { slug, class: environment.class, quota, expiresAt };
}

/** Changes that touch two class versions follow the stricter rule of both. */
export function stricterRule(...rules: ApprovalRule[]): ApprovalRule {
  return rules.includes('one-admin') ? 'one-admin' : 'automatic-within-budget';
}

/** Writes the next generation of the environment's spec and tells what changed. */
export async function applyChange(
  tx: Queryable,
  context: RequestContext,
  action: string,
  change: EnvironmentChange,
  told: { before: object; after: object },
): Promise<Outcome> {
  const { environment } = context;
  if (environment === null) throw notFound('The environment');
  if (await isMoving(tx, [environment.id]))
    throw new AppError(
      'CONFLICT',
      `Quota is being moved from or to ${environment.namespace}. Wait until that is done.`,
    );
  const { id, generation } = environment;
  const changed = await changeEnvironment(tx, id, generation, change, traceOf(generation + 1));
  if (!changed) throw new AppError('STALE', staleMessage);
  return {
    audit: {
      action,
      objectType: 'environment',
      objectId: environment.id,
      objectName: environment.namespace,
      ...told,
    },
  };
}
