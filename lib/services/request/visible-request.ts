import { type Actor, may } from '#lib/auth/permissions.ts';
import type { Queryable } from '#lib/data/client.ts';
import { findRequest, type RequestRow } from '#lib/data/request/request-rows.ts';
import { AppError, notFound } from '#lib/domain/error.ts';

/** The request if the actor asked for it or may read it; else it was not found. */
export async function visibleRequest(tx: Queryable, actor: Actor, number: number): Promise<RequestRow> {
  const request = await findRequest(tx, number);
  const visible =
    request !== null &&
    (request.requesterId === actor.userId || may(actor, 'request:read', request.teamId ?? undefined));
  if (!visible) throw notFound(`Request #${number}`);
  return request;
}

/** What the loser of a race is told: who was first, and what came out. */
export function tooLate(request: RequestRow): AppError {
  if (request.state === 'pending')
    return new AppError(
      'STALE',
      'The request has changed since you opened the page. Reload it and look again.',
    );
  if (request.state === 'withdrawn')
    return new AppError('STALE', `${request.requester.name} has withdrawn request #${request.number}.`);
  const who = request.decision === null ? 'Someone' : deciderName(request.decision);
  const reason = request.decision?.reason ? ` Reason: ${request.decision.reason}` : '';
  return new AppError('STALE', `${who} has ${request.state} request #${request.number} already.${reason}`);
}

/** Who decided: the person, or the rule by its name. */
export function deciderName({ approver, ruleName }: NonNullable<RequestRow['decision']>): string {
  return approver?.name ?? (ruleName === null ? 'The rule of the class' : `The rule “${ruleName}”`);
}
