'use client';

import { useActionState } from 'react';
import { TextField } from '#components/admin/text-field.tsx';
import { type FormSubmit, summaryOf } from '#components/requests/form-state.ts';
import { Alert } from '#components/ui/alert.tsx';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { FormErrorSummary } from '#components/ui/form-error-summary.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';

/** Adds a receiver, and shows the secret of its signatures this one time. */
export function AddWebhookForm({ submit }: { submit: FormSubmit }) {
  const [state, action] = useActionState(submit, null);
  const isAdded = state?.attempt === 0;
  return (
    <form action={action} noValidate className="grid gap-3">
      {isAdded ? (
        <Alert tone="ok" live title={state.message}>
          <p className="pb-1">
            Copy the secret now, it is not shown again. Each call is signed with it in the header{' '}
            <code className="font-mono">Bailiwick-Signature</code>.
          </p>
          <CodeBlock code={state.values.secret ?? ''} label="secret of the webhook" />
        </Alert>
      ) : null}
      {state && !isAdded ? (
        <FormErrorSummary
          message={state.message || undefined}
          errors={summaryOf(state)}
          submission={state.attempt}
        />
      ) : null}
      <div key={state?.attempt ?? 'first'} className="grid max-w-xl gap-3">
        <TextField
          name="url"
          label="Address"
          hint="Begins with https://"
          mono
          type="url"
          inputMode="url"
          maxLength={500}
          spellCheck={false}
          state={isAdded ? null : state}
        />
        <div>
          <SubmitButton variant="secondary">Add webhook</SubmitButton>
        </div>
      </div>
    </form>
  );
}
