'use server';

import { redirect } from 'next/navigation';
import { amountsOf } from '#components/requests/environment-form-values.ts';
import { type FormState, refused, textValues } from '#components/requests/form-state.ts';
import { previewRequestAction, submitRequestAction } from '#lib/actions/request.ts';
import type { ChangeType } from './change-types.ts';

/** The environment as the person saw it. */
type Target = { team: string; environment: string; namespace: string; generation: number };

export async function askForChange(
  type: ChangeType,
  target: Target,
  previous: FormState,
  form: FormData,
): Promise<FormState> {
  const { team, environment, namespace, generation } = target;
  const values = textValues(form);
  if (type === 'delete-environment' && values.confirmation !== namespace) {
    const fieldErrors = { confirmation: `Type ${namespace} to confirm.` };
    return refused(previous, form, {
      ok: false,
      code: 'INVALID_INPUT',
      message: '',
      fieldErrors,
      requestId: '',
    });
  }
  const result = await submitRequestAction({
    type,
    team,
    environment,
    payload: { ...payloadOf(type, values), generation },
    reason: values.reason ?? '',
  });
  if (!result.ok) return refused(previous, form, result);
  redirect(`/requests/${result.data.number}`);
}

function payloadOf(type: ChangeType, values: Record<string, string>): Record<string, unknown> {
  const payloads: Record<ChangeType, Record<string, unknown>> = {
    'resize-environment': { quota: amountsOf(values) },
    'extend-environment': { days: Number(values.days) },
    'upgrade-environment': { classVersion: Number(values.classVersion) },
    'delete-environment': {},
  };
  return payloads[type];
}

export async function previewChange(type: ChangeType, target: Target, payload: Record<string, unknown>) {
  const { team, environment } = target;
  return previewRequestAction({ type, team, environment, payload });
}
