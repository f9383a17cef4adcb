'use client';

import { type ReactNode, useActionState, useRef, useState } from 'react';
import type { NewQuestion } from '#components/preflight/use-preflight.ts';
import { Field } from '#components/ui/field.tsx';
import { FormErrorSummary } from '#components/ui/form-error-summary.tsx';
import { Textarea } from '#components/ui/input.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import type { Result } from '#lib/domain/error.ts';
import { reasonLength } from '#lib/domain/requests/reason.ts';
import { type FormSubmit, summaryOf } from './form-state.ts';
import { PreviewPanel } from './preview-panel.tsx';
import { useEarlyInput } from './use-early-input.ts';
import { type Preview, usePreview } from './use-preview.ts';

export type AskPreview = (payload: Record<string, unknown>) => Promise<Result<Preview>>;

/** What kind of change of which environment it is, for asking the cluster. */
export type ChangeSubject = Omit<NewQuestion, 'payload'>;

type ChangeFrameProps = {
  namespace: string;
  submit: FormSubmit;
  preview: AskPreview;
  subject: ChangeSubject;
  /** The payload as it stands; null while it can't be asked about. */
  payload: Record<string, unknown> | null;
  /** What keeps it from being sent, by field. */
  problems: Readonly<Record<string, string>>;
  submitLabel: string;
  /** Given what was typed before the page came alive. */
  onEarly?: ((values: Readonly<Record<string, string>>) => void) | undefined;
  danger?: boolean | undefined;
  /** In the panel, under the namespace. */
  summary?: ReactNode;
  /** The fields of this kind of change, given the errors to show. */
  children: (errors: Readonly<Record<string, string>>, touch: (name: string) => void) => ReactNode;
};

/** What all changes of an environment share: errors, the reason, the effect at the side, the button. */
export function ChangeFrame(props: ChangeFrameProps) {
  const { namespace, submit, preview, subject, payload, problems } = props;
  const { submitLabel, onEarly, danger, summary, children } = props;
  const [state, action] = useActionState(submit, null);
  const [attempt, setAttempt] = useState(0);
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [reason, setReason] = useState(state?.values.reason ?? '');
  const form = useRef<HTMLFormElement>(null);
  useEarlyInput(form, (early) => {
    if (early.reason !== undefined) setReason(early.reason);
    onEarly?.(early);
  });
  const shown = usePreview(payload, preview);
  const all = reason.trim() === '' ? { ...problems, reason: 'Say why it is needed.' } : problems;
  const own = Object.entries(all).filter(([name]) => attempt > 0 || touched.has(name));
  const errors: Record<string, string> = { ...state?.fieldErrors, ...Object.fromEntries(own) };
  const touch = (name: string) => setTouched((names) => new Set(names).add(name));
  const summaryErrors =
    attempt > 0 || state ? summaryOf({ message: '', fieldErrors: errors, values: {}, attempt }) : [];
  return (
    <form
      ref={form}
      action={action}
      noValidate
      className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]"
      onSubmit={(event) => {
        setAttempt((count) => count + 1);
        if (Object.keys(all).length > 0) event.preventDefault();
      }}
    >
      <div className="grid content-start gap-6">
        <FormErrorSummary
          message={state?.message || undefined}
          errors={summaryErrors}
          submission={`${attempt}/${state?.attempt ?? 0}`}
        />
        {children(errors, touch)}
        <Field
          id="field-reason"
          label="Reason"
          hint="Whoever decides reads this"
          error={errors.reason}
          required
        >
          {(control) => (
            <Textarea
              {...control}
              name="reason"
              maxLength={reasonLength}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
              onBlur={() => touch('reason')}
            />
          )}
        </Field>
        <div>
          <SubmitButton size="lg" variant={danger ? 'danger' : 'primary'}>
            {submitLabel}
          </SubmitButton>
        </div>
      </div>
      <div className="lg:sticky lg:top-16 lg:self-start">
        <PreviewPanel
          preview={shown}
          approval="Shown when the form can be sent."
          question={payload && { ...subject, payload }}
        >
          <p className="font-mono text-lg break-all">{namespace}</p>
          {summary}
        </PreviewPanel>
      </div>
    </form>
  );
}
