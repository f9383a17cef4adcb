'use server';

import { redirect } from 'next/navigation';
import { environmentDraft } from '#components/requests/draft-name.ts';
import type { EnvironmentQuestion } from '#components/requests/environment-form-values.ts';
import { questionOf } from '#components/requests/environment-form-values.ts';
import { type FormState, refused, textValues } from '#components/requests/form-state.ts';
import { saveDraftAction } from '#lib/actions/draft.ts';
import { previewRequestAction, submitRequestAction } from '#lib/actions/request.ts';

export async function askForEnvironment(
  team: string,
  previous: FormState,
  form: FormData,
): Promise<FormState> {
  const values = textValues(form);
  const result = await submitRequestAction({
    type: 'create-environment',
    team,
    environment: null,
    payload: questionOf(values, Number(values.classVersion)),
    reason: values.reason ?? '',
    draftForm: environmentDraft(team),
  });
  if (!result.ok) return refused(previous, form, result);
  const { number, state, environment } = result.data;
  redirect(
    state === 'approved' && environment
      ? `/teams/${team}/environments/${environment.slug}`
      : `/requests/${number}`,
  );
}

export async function previewEnvironment(team: string, payload: EnvironmentQuestion) {
  return previewRequestAction({ type: 'create-environment', team, environment: null, payload });
}

export async function keepDraft(team: string, values: Record<string, string>) {
  return saveDraftAction({ form: environmentDraft(team), values });
}
