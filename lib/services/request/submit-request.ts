import type { Actor } from '#lib/auth/permissions.ts';
import type { Queryable } from '#lib/data/client.ts';
import { removeDraft } from '#lib/data/draft/drafts.ts';
import { recordAudit } from '#lib/data/record-audit.ts';
import {
  closeRequest,
  findPendingTwin,
  insertRequest,
  type NewRequest,
} from '#lib/data/request/request-rows.ts';
import { inTransaction } from '#lib/data/request/transaction.ts';
import { isUniqueViolation } from '#lib/data/request/unique-violation.ts';
import { AppError, type FieldErrors } from '#lib/domain/error.ts';
import type { SubmitRequest } from '#lib/domain/inputs/request.ts';
import type { RequestView } from '#lib/domain/request-views.ts';
import { reasonWords } from '#lib/domain/rules/decide.ts';
import { carryOut } from './carry-out.ts';
import { contextOfNew } from './load-context.ts';
import { parsePayload } from './parse-payload.ts';
import { handlerOf } from './registry.ts';
import { ruleOutcome } from './rule-outcome.ts';
import { viewRequest } from './view-request.ts';
import { visibleRequest } from './visible-request.ts';

/** Files a request; where a rule approves it and the budget suffices, it is granted at once. */
export async function submitRequest(actor: Actor, input: SubmitRequest): Promise<RequestView> {
  try {
    return await inTransaction(async (tx) => {
      const { number } = await submit(tx, actor, input);
      return viewRequest(actor, await visibleRequest(tx, actor, number));
    });
  } catch (error) {
    // Two equal requests at the same moment: the index lets one in.
    if (isUniqueViolation(error))
      throw new AppError('CONFLICT', 'Someone has just asked for the same. Reload the page.');
    throw error;
  }
}

async function submit(tx: Queryable, actor: Actor, input: SubmitRequest) {
  const context = await contextOfNew(tx, actor, input, true);
  const parsed = parsePayload(input.type, input.payload);
  if (parsed.problems !== null) throw refused(parsed.problems);
  const assessment = await handlerOf(input.type).validate(tx, context, parsed.payload);
  if (Object.keys(assessment.problems).length > 0) throw refused(assessment.problems);
  const wish: NewRequest = {
    type: input.type,
    payload: assessment.payload,
    reason: input.reason,
    teamId: context.team?.id ?? null,
    environmentId: context.environment?.id ?? null,
    requesterId: actor.userId,
  };
  const twin = await findPendingTwin(tx, wish);
  if (twin !== null)
    throw new AppError('CONFLICT', `Request #${twin} already asks for this and waits for a decision.`);
  const request = await insertRequest(tx, wish);
  await recordAudit(tx, actor, {
    action: 'request.submit',
    objectType: 'request',
    objectId: request.id,
    objectName: `#${request.number}`,
    teamId: wish.teamId,
    after: { type: wish.type, state: 'pending', payload: wish.payload, reason: wish.reason },
  });
  if (input.draftForm !== undefined) await removeDraft(tx, actor.userId, input.draftForm);
  const outcome = await ruleOutcome(tx, input.type, context, assessment);
  if (outcome.verdict === 'ask') return { number: request.number, state: 'pending' as const };
  await closeRequest(tx, request.number, 1, 'approved');
  const grant = { context, assessment, reason: input.reason, approverId: null };
  const { rule: name, version, findings } = outcome;
  const decision = { reason: reasonWords(findings), rule: { name, version, findings } };
  await carryOut(tx, actor, { ...request, type: input.type }, grant, decision);
  return { number: request.number, state: 'approved' as const };
}

function refused(problems: FieldErrors): AppError {
  return new AppError('INVALID_INPUT', 'Some fields need another look. Nothing was sent.', problems);
}
