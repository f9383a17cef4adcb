import { type Actor, may } from '#lib/auth/permissions.ts';
import type { Queryable } from '#lib/data/client.ts';
import { recordAudit } from '#lib/data/record-audit.ts';
import {
  closeRequest,
  findRequest,
  insertDecision,
  type RequestRow,
} from '#lib/data/request/request-rows.ts';
import { inTransaction } from '#lib/data/request/transaction.ts';
import { isUniqueViolation } from '#lib/data/request/unique-violation.ts';
import { budgetProblem } from '#lib/domain/budget.ts';
import { AppError } from '#lib/domain/error.ts';
import type { DecideRequest } from '#lib/domain/inputs/request.ts';
import type { RequestState } from '#lib/domain/requests/request.ts';
import { carryOut } from './carry-out.ts';
import { effectOf } from './check-budget.ts';
import type { RequestContext } from './handler.ts';
import { contextOfStored } from './load-context.ts';
import { storedPayload } from './parse-payload.ts';
import { handlerOf } from './registry.ts';
import { tooLate, visibleRequest } from './visible-request.ts';

/** Approves or rejects a pending request. Of several who decide at once, the first counts; the others get STALE. */
export async function decideRequest(actor: Actor, input: DecideRequest): Promise<{ state: RequestState }> {
  try {
    return await inTransaction((tx) => decide(tx, actor, input));
  } catch (error) {
    if (isUniqueViolation(error))
      throw new AppError('CONFLICT', 'The name has been taken meanwhile. Reject the request and say so.');
    throw error;
  }
}

async function decide(tx: Queryable, actor: Actor, input: DecideRequest): Promise<{ state: RequestState }> {
  const request = await visibleRequest(tx, actor, input.number);
  const handler = handlerOf(request.type);
  if (request.requesterId === actor.userId)
    throw new AppError('FORBIDDEN', "You can't decide your own request.");
  if (!may(actor, handler.decide, request.teamId ?? undefined))
    throw new AppError('FORBIDDEN', `You can't decide this request. ${handler.deciders}`);
  // The team is locked before the request is closed, so that budgets are counted one decision after the other.
  const context = await contextOfStored(tx, request, true);
  if (!(await closeRequest(tx, request.number, input.version, input.verdict)))
    throw tooLate((await findRequest(tx, request.number)) ?? request);
  if (input.verdict === 'rejected') await reject(tx, actor, request, input.reason);
  else await approve(tx, actor, request, context, input.reason);
  return { state: input.verdict };
}

async function reject(tx: Queryable, actor: Actor, request: RequestRow, reason: string): Promise<void> {
  await insertDecision(tx, { requestId: request.id, approverId: actor.userId, verdict: 'rejected', reason });
  await recordAudit(tx, actor, {
    action: 'request.reject',
    objectType: 'request',
    objectId: request.id,
    objectName: `#${request.number}`,
    teamId: request.teamId,
    before: { state: 'pending' },
    after: { state: 'rejected', reason },
  });
}

async function approve(
  tx: Queryable,
  actor: Actor,
  request: RequestRow,
  context: RequestContext,
  decisionReason: string,
): Promise<void> {
  const payload = storedPayload(request.type, request.payload);
  const assessment = await handlerOf(request.type).validate(tx, context, payload);
  const problems = Object.values(assessment.problems);
  if (problems.length > 0)
    throw new AppError('CONFLICT', `This can no longer be granted: ${problems.join(' ')}`);
  const over = budgetProblem(context.team?.name ?? '', await effectOf(tx, context, assessment));
  if (over !== null) throw new AppError('OVER_BUDGET', over);
  const grant = { context, assessment, reason: request.reason, approverId: actor.userId };
  await carryOut(tx, actor, request, grant, { reason: decisionReason });
}
