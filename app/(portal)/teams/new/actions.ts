'use server';

import { redirect } from 'next/navigation';
import { type FormState, refused, textValues } from '#components/requests/form-state.ts';
import { submitRequestAction } from '#lib/actions/request.ts';

export async function askForTeam(previous: FormState, form: FormData): Promise<FormState> {
  const { slug = '', name = '', costCentre = '', reason = '' } = textValues(form);
  const result = await submitRequestAction({
    type: 'create-team',
    team: null,
    environment: null,
    payload: { slug: slug.trim(), name, costCentre: costCentre.trim() === '' ? null : costCentre },
    reason,
  });
  if (!result.ok) return refused(previous, form, result);
  redirect(`/requests/${result.data.number}`);
}
