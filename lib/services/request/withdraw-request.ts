import type { Actor } from '#lib/auth/permissions.ts';
import { getDatabase } from '#lib/data/client.ts';
import { closeRequest, findRequest } from '#lib/data/request/request-rows.ts';
import { writeAudit } from '#lib/data/request/write-audit.ts';
import { AppError } from '#lib/domain/error.ts';
import type { WithdrawRequest } from '#lib/domain/inputs/request.ts';
import type { RequestState } from '#lib/domain/requests/request.ts';
import { tooLate, visibleRequest } from './visible-request.ts';

/** Takes back a request that nobody has decided yet. */
export async function withdrawRequest(
  actor: Actor,
  input: WithdrawRequest,
): Promise<{ state: RequestState }> {
  return getDatabase().$transaction(async (tx) => {
    const request = await visibleRequest(tx, actor, input.number);
    if (request.requesterId !== actor.userId)
      throw new AppError('FORBIDDEN', `Only ${request.requester.name} can withdraw this request.`);
    if (!(await closeRequest(tx, request.number, input.version, 'withdrawn')))
      throw tooLate((await findRequest(tx, request.number)) ?? request);
    await writeAudit(tx, {
      actorId: actor.userId,
      actorName: actor.name,
      action: 'request.withdraw',
      objectType: 'request',
      objectId: request.id,
      objectName: `#${request.number}`,
      teamId: request.teamId,
      before: { state: 'pending' },
      after: { state: 'withdrawn' },
      httpRequestId: actor.requestId,
    });
    return { state: 'withdrawn' };
  });
}
