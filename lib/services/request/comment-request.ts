import { type Actor, may } from '#lib/auth/permissions.ts';
import { recordAudit } from '#lib/data/record-audit.ts';
import { insertComment, type RequestRow } from '#lib/data/request/request-rows.ts';
import { inTransaction } from '#lib/data/request/transaction.ts';
import { AppError } from '#lib/domain/error.ts';
import type { CommentRequest } from '#lib/domain/inputs/request.ts';
import { visibleRequest } from './visible-request.ts';

/** Whether the actor may say something about the request; the requester always may. */
export function mayComment(actor: Actor, request: RequestRow): boolean {
  return request.requesterId === actor.userId || may(actor, 'request:comment', request.teamId ?? undefined);
}

/** Says something about a request, also after it is closed. */
export async function commentRequest(actor: Actor, input: CommentRequest): Promise<{ number: number }> {
  return inTransaction(async (tx) => {
    const request = await visibleRequest(tx, actor, input.number);
    if (!mayComment(actor, request))
      throw new AppError('FORBIDDEN', 'You can read this request but not comment on it.');
    await insertComment(tx, { requestId: request.id, authorId: actor.userId, body: input.body });
    await recordAudit(tx, actor, {
      action: 'request.comment',
      objectType: 'request',
      objectId: request.id,
      objectName: `#${request.number}`,
      teamId: request.teamId,
      after: { body: input.body },
    });
    return { number: request.number };
  });
}
