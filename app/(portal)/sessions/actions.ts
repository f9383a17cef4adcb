'use server';

import type { ConfirmOutcome } from '#components/ui/confirm-dialog.tsx';
import { endOtherSessionsAction, endSessionAction } from '#lib/actions/sessions.ts';
import type { Result } from '#lib/domain/error.ts';

const outcome = (result: Result<unknown>): ConfirmOutcome =>
  result.ok ? { ok: true } : { ok: false, message: result.message };

export async function endOne(form: FormData): Promise<ConfirmOutcome> {
  return outcome(await endSessionAction({ sessionId: form.get('sessionId') }));
}

/** One's own others, or all of the person whom the form names. */
export async function endOthers(form: FormData): Promise<ConfirmOutcome> {
  const userId = form.get('userId');
  return outcome(await endOtherSessionsAction(userId === null ? {} : { userId }));
}
