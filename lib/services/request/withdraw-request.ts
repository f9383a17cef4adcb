import type { Actor } from '#lib/auth/permissions.ts';
import { recordAudit } from '#lib/data/record-audit.ts';
import { lockTeam } from '#lib/data/request/context-rows.ts';
import { closeRequest, findRequest } from '#lib/data/request/request-rows.ts';
import { inTransaction } from '#lib/data/request/transaction.ts';
import { AppError } from '#lib/domain/error.ts';
import type { WithdrawRequest } from '#lib/domain/inputs/request.ts';
import type { RequestState } from '#lib/domain/requests/request.ts';
import { tooLate, visibleRequest } from './visible-request.ts';

/** Takes back a request that nobody has decided yet. */
export async function withdrawRequest(
  actor: Actor,
  input: WithdrawRequest,
): Promise<{ state: RequestState }> {
  return inTransaction(async (tx) => {
    const request = await visibleRequest(tx, actor, input.number);
    if (request.requesterId !== actor.userId)
      throw new AppError('FORBIDDEN', `Only ${request.requester.name} can withdraw this request.`);
    // Locked in the same order as by an approver: the team first, then the request.
    if (request.teamId !== null) await lockTeam(tx, request.teamId);
    if (!(await closeRequest(tx, request.number, input.version, 'withdrawn')))
      throw tooLate((await findRequest(tx, request.number)) ?? request);
    await recordAudit(tx, actor, {
      action: 'request.withdraw',
      objectType: 'request',
      objectId: request.id,
      objectName: `#${request.number}`,
      teamId: request.teamId,
      before: { state: 'pending' },
      after: { state: 'withdrawn' },
    });
    return { state: 'withdrawn' };
  });
}
