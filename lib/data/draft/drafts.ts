import type { Queryable } from '#lib/data/client.ts';

/** What the person typed into that form and did not send; null if nothing. */
export function findDraftRow(tx: Queryable, userId: string, form: string) {
  return tx.draft.findUnique({
    where: { userId_form: { userId, form } },
    select: { values: true, updatedAt: true },
  });
}

/** Keeps what was typed; the newest wins. */
export async function writeDraft(tx: Queryable, userId: string, form: string, values: object): Promise<void> {
  await tx.draft.upsert({
    where: { userId_form: { userId, form } },
    create: { userId, form, values },
    update: { values },
  });
}

export async function removeDraft(tx: Queryable, userId: string, form: string): Promise<void> {
  await tx.draft.deleteMany({ where: { userId, form } });
}
