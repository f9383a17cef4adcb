'use server';

import type { UndoOutcome } from '#components/environments/undo-delete.tsx';
import { pauseHealingAction, resumeHealingAction, undoDeleteAction } from '#lib/actions/environment.ts';
import type { Result } from '#lib/domain/error.ts';

export async function undoDeletion(team: string, environment: string): Promise<UndoOutcome> {
  const result = await undoDeleteAction({ team, environment });
  return result.ok ? { ok: true } : { ok: false, message: result.message };
}

// A field's own message says more than the sentence above the form.
const outcome = (result: Result<unknown>) =>
  result.ok
    ? ({ ok: true } as const)
    : ({ ok: false, message: Object.values(result.fieldErrors)[0] ?? result.message } as const);

export async function pauseHealing(team: string, environment: string, form: FormData) {
  const [reason, hours] = [form.get('reason'), form.get('hours')];
  return outcome(await pauseHealingAction({ team, environment, reason, hours }));
}

export async function resumeHealing(team: string, environment: string, _form: FormData) {
  return outcome(await resumeHealingAction({ team, environment }));
}
