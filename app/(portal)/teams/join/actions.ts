'use server';

import { redirect } from 'next/navigation';
import { type FormState, refused, textValues } from '#components/requests/form-state.ts';
import { submitRequestAction } from '#lib/actions/request.ts';

/** The form names a team by its slug, in the field `teamId`. */
export async function askToJoin(previous: FormState, form: FormData): Promise<FormState> {
  const { teamId = '', role = '', reason = '' } = textValues(form);
  const result = await submitRequestAction({
    type: 'join-team',
    team: teamId,
    environment: null,
    payload: { role },
    reason,
  });
  if (!result.ok) return refused(previous, form, renamed(result));
  redirect(`/requests/${result.data.number}`);
}

type Failure = Extract<Awaited<ReturnType<typeof submitRequestAction>>, { ok: false }>;

// The service speaks of `team`, the form's field is `teamId`: the message must stand beside it.
function renamed(failure: Failure): Failure {
  const { team, ...others } = failure.fieldErrors;
  return { ...failure, fieldErrors: team ? { teamId: team, ...others } : others };
}
