import type { Actor } from '#lib/auth/permissions.ts';
import { getDatabase } from '#lib/data/client.ts';
import { writeDraft } from '#lib/data/draft/drafts.ts';

/** Keeps what the person has typed into a form, for the person alone. */
export async function saveDraft(
  actor: Actor,
  input: { form: string; values: Record<string, unknown> },
): Promise<{ form: string }> {
  await writeDraft(getDatabase(), actor.userId, input.form, input.values);
  return { form: input.form };
}
