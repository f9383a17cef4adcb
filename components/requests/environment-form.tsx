'use client';

import { useActionState, useRef, useState } from 'react';
import { FormErrorSummary } from '#components/ui/form-error-summary.tsx';
import { RadioCards } from '#components/ui/radio-cards.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import type { FieldErrors, Result } from '#lib/domain/error.ts';
import type { ClassView } from '#lib/domain/views.ts';
import { approvalWords, classFacts } from './class-facts.ts';
import {
  type EnvironmentQuestion,
  type EnvironmentValues,
  problemsOf,
  questionOf,
  withClass,
} from './environment-form-values.ts';
import { EnvironmentTextFields } from './environment-text-fields.tsx';
import { type FormSubmit, summaryOf } from './form-state.ts';
import { PreviewPanel } from './preview-panel.tsx';
import { SizesFieldset } from './sizes-fieldset.tsx';
import { useDraft } from './use-draft.ts';
import { useEarlyInput } from './use-early-input.ts';
import { type Preview, usePreview } from './use-preview.ts';

type EnvironmentFormProps = {
  team: { slug: string; name: string };
  classes: readonly ClassView[];
  initial: EnvironmentValues;
  submit: FormSubmit;
  preview: (question: EnvironmentQuestion) => Promise<Result<Preview>>;
  saveDraft: (values: Record<string, string>) => Promise<unknown>;
};

/** One page that asks for an environment. Whatever is typed shows its effect at the side before it is sent. */
export function EnvironmentForm({
  team,
  classes,
  initial,
  submit,
  preview,
  saveDraft,
}: EnvironmentFormProps) {
  const form = useEnvironmentForm(classes, initial, submit);
  const { values, chosen } = form;
  const element = useRef<HTMLFormElement>(null);
  useEarlyInput(element, form.takeEarly);
  useDraft(values, saveDraft, form.sending);
  const shown = usePreview(form.question, preview);
  const answered = form.question && shown.state === 'ready' ? problemsByField(shown.preview.problems) : {};
  const errors = { ...answered, ...form.errors };
  if (!chosen) return null;
  const namespace = `${team.slug}-${values.slug || '…'}`;
  return (
    <form
      ref={element}
      action={form.action}
      onSubmit={form.onSubmit}
      noValidate
      className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]"
    >
      <div className="grid content-start gap-6">
        <FormErrorSummary
          message={form.message}
          errors={summaryOf({
            message: '',
            fieldErrors: form.submitted ? form.errors : {},
            values: {},
            attempt: 0,
          })}
          submission={form.attempt}
        />
        <RadioCards
          legend="Class"
          name="classSlug"
          value={chosen.slug}
          onChange={form.choose}
          error={errors.classSlug}
          cards={classes.map(({ slug, name, version, spec }) => ({
            value: slug,
            title: name,
            description: spec.description,
            facts: classFacts(spec),
            aside: `v${version}`,
          }))}
        />
        <input type="hidden" name="classVersion" value={chosen.version} />
        <EnvironmentTextFields
          values={values}
          errors={errors}
          namespace={namespace}
          longest={chosen.spec.lifetimeDays}
          onChange={form.change}
          onBlur={form.touch}
        >
          <SizesFieldset
            quota={chosen.spec.quota}
            values={values}
            errors={errors}
            onChange={form.change}
            onBlur={form.touch}
          />
        </EnvironmentTextFields>
        <div>
          <SubmitButton size="lg">Ask for {namespace}</SubmitButton>
        </div>
      </div>
      <div className="lg:sticky lg:top-16 lg:self-start">
        <PreviewPanel
          preview={shown}
          approval={approvalWords[chosen.spec.approval]}
          question={
            form.question && {
              ...{ type: 'create-environment', team: team.slug, environment: null },
              payload: form.question,
            }
          }
        >
          <p className="font-mono text-lg break-all">{namespace}</p>
        </PreviewPanel>
      </div>
    </form>
  );
}

/** Values, what was touched, and what is wrong; errors show after blur or on submit. */
function useEnvironmentForm(classes: readonly ClassView[], initial: EnvironmentValues, submit: FormSubmit) {
  const [state, action, sending] = useActionState(submit, null);
  const [values, setValues] = useState<EnvironmentValues>({ ...initial, ...state?.values });
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [attempt, setAttempt] = useState(0);
  const chosen = classes.find(({ slug }) => slug === values.classSlug) ?? classes[0];
  const problems = chosen ? problemsOf(values, chosen.spec) : {};
  const visible = Object.entries(problems).filter(([name]) => attempt > 0 || touched.has(name));
  const touch = (name: string) => setTouched((names) => new Set(names).add(name));
  // What the server said counts until its field is changed.
  const [answered, setAnswered] = useState<{ state: unknown; changed: ReadonlySet<string> }>({
    state,
    changed: new Set(),
  });
  const changed = answered.state === state ? answered.changed : new Set<string>();
  const fromServer = Object.entries(state?.fieldErrors ?? {}).filter(([name]) => !changed.has(name));
  return {
    values,
    chosen,
    action,
    sending,
    touch,
    errors: Object.fromEntries([...visible, ...fromServer]),
    submitted: attempt > 0 || state !== null,
    message: state?.message || undefined,
    attempt: `${attempt}/${state?.attempt ?? 0}`,
    question: chosen && problemsFree(problems) ? questionOf(values, chosen.version) : null,
    change: (name: string, value: string) => {
      setValues((last) => ({ ...last, [name]: value }));
      // Several fields may change at one stroke.
      setAnswered((last) => ({
        state,
        changed: new Set(last.state === state ? last.changed : []).add(name),
      }));
    },
    choose: (slug: string) => {
      const next = classes.find((each) => each.slug === slug);
      if (next) setValues((last) => withClass(last, next, chosen));
    },
    takeEarly: (early: Readonly<Record<string, string>>) => {
      const next = classes.find(({ slug }) => slug === early.classSlug);
      setValues((last) => ({ ...(next ? withClass(last, next, chosen) : last), ...early }));
    },
    onSubmit: (event: { preventDefault: () => void }) => {
      setAttempt((count) => count + 1);
      if (Object.keys(problems).length > 0) event.preventDefault();
    },
  };
}

const problemsByField = (problems: FieldErrors) =>
  Object.fromEntries(
    Object.entries(problems).flatMap(([path, text]) =>
      path === '' ? [] : [[path.replace(/^payload\./, ''), text]],
    ),
  );

// The reason has no effect on the plan, so a missing one does not hide it.
const problemsFree = (problems: Record<string, string>) =>
  Object.keys(problems).every((name) => name === 'reason');
