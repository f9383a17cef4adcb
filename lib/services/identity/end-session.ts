import type { z } from 'zod';
import { type Actor, may } from '#lib/auth/permissions.ts';
import { recordAudit } from '#lib/data/record-audit.ts';
import { inTransaction } from '#lib/data/request/transaction.ts';
import { endSessionRow, findSessionRow } from '#lib/data/sessions/session-rows.ts';
import { notFound } from '#lib/domain/error.ts';
import { deviceWords } from '#lib/domain/identity/device-words.ts';
import { endSessionInput } from '#lib/domain/inputs/identity.ts';
import { parseInput } from '../parse-input.ts';

/** Ends a session at its next request: one's own, or anybody's for an admin. NOT_FOUND for others and for what is over. */
export async function endSession(
  actor: Actor,
  input: z.input<typeof endSessionInput>,
): Promise<{ ended: number }> {
  const { sessionId } = parseInput(endSessionInput, input);
  return inTransaction(async (tx) => {
    const row = await findSessionRow(tx, sessionId);
    const isAllowed = row !== null && (row.userId === actor.userId || may(actor, 'user:update'));
    if (!isAllowed || !(await endSessionRow(tx, sessionId))) throw notFound('The session');
    await recordAudit(tx, actor, {
      action: 'session.end',
      objectType: 'session',
      objectId: sessionId,
      objectName: row.user.name,
      before: { device: deviceWords(row.userAgent), since: row.createdAt.toISOString() },
    });
    return { ended: 1 };
  });
}
