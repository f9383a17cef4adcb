'use client';

import { FormFrame } from '#components/admin/form-frame.tsx';
import { TextField } from '#components/admin/text-field.tsx';
import type { FormSubmit } from '#components/requests/form-state.ts';

/** Makes simulated rules the ones that hold; says why, for the history. */
export function SwitchOnForm({ version, submit }: { version: number; submit: FormSubmit }) {
  return (
    <FormFrame submit={submit} submitLabel={`Switch on as v${version}`}>
      {(state) => <TextField name="reason" label="Reason" maxLength={400} state={state} />}
    </FormFrame>
  );
}
