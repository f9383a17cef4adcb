import type { Actor } from '#lib/auth/permissions.ts';
import { getDatabase } from '#lib/data/client.ts';
import { findDraftRow } from '#lib/data/draft/drafts.ts';

/** A form that was not sent yet; `savedAt` is ISO 8601. */
export interface DraftView {
  values: Record<string, unknown>;
  savedAt: string;
}

/** What the person typed into that form and did not send; null if nothing. */
export async function getDraft(actor: Actor, input: { form: string }): Promise<DraftView | null> {
  const row = await findDraftRow(getDatabase(), actor.userId, input.form);
  if (row === null || typeof row.values !== 'object' || row.values === null) return null;
  return { values: { ...row.values }, savedAt: row.updatedAt.toISOString() };
}
