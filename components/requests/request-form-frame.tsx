'use client';

import { type ReactNode, useRef } from 'react';
import { FormErrorSummary } from '#components/ui/form-error-summary.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { type FormState, summaryOf } from './form-state.ts';
import { useEarlyInput } from './use-early-input.ts';

type RequestFormFrameProps = {
  action: (form: FormData) => void;
  state: FormState;
  /** Given what was typed before the page came alive. */
  onEarly: (values: Readonly<Record<string, string>>) => void;
  /** A verb with its object: "Ask for team payments". */
  submitLabel: ReactNode;
  /** What happens after it, in one line. */
  note?: ReactNode;
  children: ReactNode;
};

/** A form with its summary of errors above and the one button below. */
export function RequestFormFrame({
  action,
  state,
  onEarly,
  submitLabel,
  note,
  children,
}: RequestFormFrameProps) {
  const form = useRef<HTMLFormElement>(null);
  useEarlyInput(form, onEarly);
  return (
    <form ref={form} action={action} noValidate className="grid max-w-prose gap-5">
      {state ? (
        <FormErrorSummary
          message={state.message || undefined}
          errors={summaryOf(state)}
          submission={state.attempt}
        />
      ) : null}
      {children}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <SubmitButton>{submitLabel}</SubmitButton>
        {note ? <p className="text-sm text-subtle">{note}</p> : null}
      </div>
    </form>
  );
}
