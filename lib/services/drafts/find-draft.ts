import type { Actor } from '#lib/auth/permissions.ts';
import { getDatabase } from '#lib/data/client.ts';
import { findDraftValues } from '#lib/data/drafts/drafts.ts';

/** What the person typed into that form and did not send; null if nothing. */
export async function findDraft(
  actor: Actor,
  input: { form: string },
): Promise<Record<string, unknown> | null> {
  const values = await findDraftValues(getDatabase(), actor.userId, input.form);
  return typeof values === 'object' && values !== null ? { ...values } : null;
}
