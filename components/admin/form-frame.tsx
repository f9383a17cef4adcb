'use client';

import { type ReactNode, useActionState } from 'react';
import { type FormState, type FormSubmit, summaryOf } from '#components/requests/form-state.ts';
import { Alert } from '#components/ui/alert.tsx';
import { FormErrorSummary } from '#components/ui/form-error-summary.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';

type FormFrameProps = {
  submit: FormSubmit;
  submitLabel: ReactNode;
  /** Changes with what the fields begin with; they are then made anew, and the message stays. */
  revision?: number;
  /** The fields, given the last refusal: its messages and what was typed. */
  children: (state: FormState) => ReactNode;
};

/** A form of the administration: messages above, fields, one button. It works before hydration. */
export function FormFrame({ submit, submitLabel, revision = 0, children }: FormFrameProps) {
  const [state, action] = useActionState(submit, null);
  const saved = state?.attempt === 0;
  return (
    <form action={action} noValidate className="grid gap-5">
      {saved ? <Alert tone="ok" live title={state.message} /> : null}
      {state && !saved ? (
        <FormErrorSummary
          message={state.message || undefined}
          errors={summaryOf(state)}
          submission={state.attempt}
        />
      ) : null}
      {/* New defaults need new controls: React resets a form after its action. */}
      <div key={`${revision}-${state?.attempt ?? 'first'}`} className="grid gap-5">
        {children(state)}
      </div>
      <div>
        <SubmitButton>{submitLabel}</SubmitButton>
      </div>
    </form>
  );
}
