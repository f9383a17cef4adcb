'use server';

import { redirect } from 'next/navigation';
import { budgetErrors, readBudget } from '#components/admin/budget-keys.ts';
import { type FormState, refused, saved, textValues } from '#components/requests/form-state.ts';
import { archiveTeamAction, createTeamAction, setBudgetAction, updateTeamAction } from '#lib/actions/team.ts';

const optional = (text: string | undefined) => (text?.trim() ? text.trim() : null);

export async function createTeam(previous: FormState, form: FormData): Promise<FormState> {
  const values = textValues(form);
  const result = await createTeamAction({
    slug: values.slug ?? '',
    name: values.name ?? '',
    costCentre: optional(values.costCentre),
    budget: readBudget(values),
    ...(values.ownerId ? { ownerId: values.ownerId } : {}),
  });
  if (!result.ok) return refusedBudget(previous, form, result);
  redirect(`/admin/teams/${result.data.slug}`);
}

export async function updateTeam(
  team: string,
  version: number,
  previous: FormState,
  form: FormData,
): Promise<FormState> {
  const values = textValues(form);
  const result = await updateTeamAction({
    team,
    version,
    name: values.name ?? '',
    costCentre: optional(values.costCentre),
  });
  return result.ok ? saved(form, 'The team is saved.') : refused(previous, form, result);
}

export async function setBudget(
  team: string,
  version: number,
  previous: FormState,
  form: FormData,
): Promise<FormState> {
  const result = await setBudgetAction({ team, version, budget: readBudget(textValues(form)) });
  return result.ok ? saved(form, 'The budget is set.') : refusedBudget(previous, form, result);
}

type Failure = Parameters<typeof refused>[2];

function refusedBudget(previous: FormState, form: FormData, failure: Failure): FormState {
  const fieldErrors = budgetErrors(failure.fieldErrors, textValues(form));
  return refused(previous, form, { ...failure, fieldErrors });
}

export async function archiveTeam(team: string, version: number) {
  const result = await archiveTeamAction({ team, version });
  return result.ok ? ({ ok: true } as const) : ({ ok: false, message: result.message } as const);
}
