'use server';

import { capacityErrors, readCapacity } from '#components/capacity/capacity-form-values.ts';
import { type FormState, refused, saved, textValues } from '#components/requests/form-state.ts';
import { changeCapacityAction } from '#lib/actions/capacity.ts';

export async function changeCapacity(previous: FormState, form: FormData): Promise<FormState> {
  const values = textValues(form);
  const result = await changeCapacityAction({
    baseVersion: Number(values.version),
    keys: readCapacity(values),
    reason: values.reason ?? '',
  });
  if (result.ok) return saved(null, `v${result.data.version} of the plan holds.`);
  return refused(previous, form, { ...result, fieldErrors: capacityErrors(result.fieldErrors, values) });
}
