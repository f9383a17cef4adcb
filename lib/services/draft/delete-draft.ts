import type { Actor } from '#lib/auth/permissions.ts';
import { getDatabase } from '#lib/data/client.ts';
import { removeDraft } from '#lib/data/draft/drafts.ts';

/** Forgets what the person typed into that form. */
export async function deleteDraft(actor: Actor, input: { form: string }): Promise<{ form: string }> {
  await removeDraft(getDatabase(), actor.userId, input.form);
  return { form: input.form };
}
