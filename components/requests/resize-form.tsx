'use client';

import { useState } from 'react';
import type { EnvironmentView } from '#lib/domain/environment-views.ts';
import { type AskPreview, ChangeFrame, type ChangeSubject } from './change-frame.tsx';
import { amountsOf, quotaField } from './environment-form-values.ts';
import type { FormSubmit } from './form-state.ts';
import { quotaProblem } from './quota-bounds.ts';
import { SizesFieldset } from './sizes-fieldset.tsx';

export type ChangeFormProps = {
  environment: EnvironmentView;
  submit: FormSubmit;
  preview: AskPreview;
  subject: ChangeSubject;
};

/** Other sizes within the bounds of the environment's class. */
export function ResizeForm({
  environment,
  submit,
  preview,
  subject,
  proposed,
}: ChangeFormProps & {
  /** Amounts to begin with, by field, for example of an edit made by hand; what the class does not grant is left out. */
  proposed: Readonly<Record<string, string>>;
}) {
  const { namespace, generation } = environment;
  const bounds = environment.class.spec.quota;
  const granted = Object.fromEntries(environment.quota.map(({ key, hard }) => [key, hard]));
  const before = Object.fromEntries(
    Object.entries(bounds).map(([key, { default: usual }]) => [quotaField(key), granted[key] ?? usual]),
  );
  const [values, setValues] = useState<Record<string, string>>(() =>
    Object.fromEntries(Object.entries(before).map(([name, text]) => [name, proposed[name] ?? text])),
  );
  const wrong = Object.entries(bounds).flatMap(([key, each]) => {
    const problem = quotaProblem(key, values[quotaField(key)] ?? '', each);
    return problem === null ? [] : [[quotaField(key), problem] as const];
  });
  const changed = Object.keys(before).some((name) => before[name] !== values[name]);
  const first = Object.keys(before)[0];
  const problems: Record<string, string> =
    !changed && first ? { [first]: 'Change at least one size.' } : Object.fromEntries(wrong);
  return (
    <ChangeFrame
      namespace={namespace}
      submit={submit}
      preview={preview}
      subject={subject}
      payload={wrong.length === 0 && changed ? { quota: amountsOf(values), generation } : null}
      problems={problems}
      onEarly={(early) =>
        setValues((last) =>
          Object.fromEntries(Object.entries(last).map(([name, text]) => [name, early[name] ?? text])),
        )
      }
      submitLabel={`Ask to resize ${namespace}`}
    >
      {(errors, touch) => (
        <SizesFieldset
          quota={bounds}
          unfolded={Object.keys(proposed).length > 0}
          values={values}
          errors={errors}
          onChange={(name, value) => setValues((last) => ({ ...last, [name]: value }))}
          onBlur={touch}
        />
      )}
    </ChangeFrame>
  );
}
