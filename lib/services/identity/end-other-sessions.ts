import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { recordAudit } from '#lib/data/record-audit.ts';
import { inTransaction } from '#lib/data/request/transaction.ts';
import { endSessionRows } from '#lib/data/sessions/session-rows.ts';
import { findPerson } from '#lib/data/users/user-rows.ts';
import { notFound } from '#lib/domain/error.ts';
import { endOtherSessionsInput } from '#lib/domain/inputs/identity.ts';
import { parseInput } from '../parse-input.ts';
import { assertMay } from '../scope-of.ts';

/** Ends all of one's own sessions but the one that asks, or all of a person for an admin; each at its next request. */
export async function endOtherSessions(
  actor: Actor,
  input: z.input<typeof endOtherSessionsInput>,
): Promise<{ ended: number }> {
  const { userId = actor.userId } = parseInput(endOtherSessionsInput, input);
  if (userId !== actor.userId) assertMay(actor, 'user:update');
  return inTransaction(async (tx) => {
    const person = await findPerson(tx, userId);
    if (person === null) throw notFound('The person');
    const ended = await endSessionRows(
      tx,
      userId,
      userId === actor.userId ? (actor.sessionHash ?? null) : null,
    );
    if (ended > 0)
      await recordAudit(tx, actor, {
        action: 'session.end-all',
        objectType: 'session',
        objectId: userId,
        objectName: person.name,
        after: { ended },
      });
    return { ended };
  });
}
