'use server';

import { type FormState, refused, saved, textValues } from '#components/requests/form-state.ts';
import { moveQuotaAction } from '#lib/actions/budget.ts';

export async function moveQuota(team: string, previous: FormState, form: FormData): Promise<FormState> {
  const { from = '', to = '', key = '', amount = '' } = textValues(form);
  const result = await moveQuotaAction({ team, from, to, key, amount });
  if (!result.ok) return refused(previous, form, result);
  return saved(form, `${amount} of ${from} is on its way to ${to}.`);
}
