'use server';

import { redirect } from 'next/navigation';
import { type FormState, refused, textValues } from '#components/requests/form-state.ts';
import { readRules, ruleErrors } from '#components/rules/rule-form-values.ts';
import { simulateRulesAction, switchOnRulesAction } from '#lib/actions/rules.ts';

export async function simulate(baseVersion: number, previous: FormState, form: FormData): Promise<FormState> {
  const values = textValues(form);
  const days = /^\d{1,4}$/.test(values.days?.trim() ?? '') ? Number(values.days) : Number.NaN;
  const result = await simulateRulesAction({ baseVersion, days, rules: readRules(values) });
  if (!result.ok)
    return refused(previous, form, { ...result, fieldErrors: ruleErrors(result.fieldErrors, values) });
  redirect(`/admin/rules/simulation?id=${result.data.simulation}`);
}

export async function switchOn(simulation: string, previous: FormState, form: FormData): Promise<FormState> {
  const result = await switchOnRulesAction({ simulation, reason: textValues(form).reason ?? '' });
  if (!result.ok) return refused(previous, form, result);
  redirect('/admin/rules');
}
