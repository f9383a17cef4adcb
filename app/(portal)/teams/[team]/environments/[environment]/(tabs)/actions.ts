'use server';

import type { UndoOutcome } from '#components/environments/undo-delete.tsx';
import { undoDeleteAction } from '#lib/actions/environment.ts';

export async function undoDeletion(team: string, environment: string): Promise<UndoOutcome> {
  const result = await undoDeleteAction({ team, environment });
  return result.ok ? { ok: true } : { ok: false, message: result.message };
}
