'use client';

import { useState } from 'react';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { exactTime } from '#components/ui/relative-time.ts';
import { ChangeFrame } from './change-frame.tsx';
import { lifetimeProblem } from './environment-form-values.ts';
import type { ChangeFormProps } from './resize-form.tsx';

const day = 86_400_000;

/** More days until the environment expires. */
export function ExtendForm({ environment, submit, preview, subject }: ChangeFormProps) {
  const { namespace, generation, expiresAt } = environment;
  const longest = environment.class.spec.lifetimeDays;
  const [days, setDays] = useState('7');
  const problem = days.trim() === '' ? 'Give the number of days.' : lifetimeProblem(days, longest);
  const until = problem === null && expiresAt ? exactTime(Date.parse(expiresAt) + Number(days) * day) : null;
  return (
    <ChangeFrame
      namespace={namespace}
      submit={submit}
      preview={preview}
      subject={subject}
      payload={problem === null ? { days: Number(days), generation } : null}
      problems={problem === null ? {} : { days: problem }}
      onEarly={(early) => setDays((last) => early.days ?? last)}
      submitLabel={`Ask to extend ${namespace}`}
      summary={
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 text-sm">
          <dt className="text-subtle">Expires now</dt>
          <dd>{expiresAt ? exactTime(Date.parse(expiresAt)) : 'never'}</dd>
          <dt className="text-subtle">Then</dt>
          <dd className="font-medium">{until ?? '–'}</dd>
        </dl>
      }
    >
      {(errors, touch) => (
        <Field
          id="field-days"
          label="Days more"
          hint={longest === null ? 'A whole number' : `1 to ${longest}`}
          error={errors.days}
          required
          className="max-w-96"
        >
          {(control) => (
            <Input
              {...control}
              name="days"
              inputMode="numeric"
              maxLength={4}
              autoComplete="off"
              className="max-w-28 text-right tabular-nums"
              value={days}
              onChange={(event) => setDays(event.target.value)}
              onBlur={() => touch('days')}
            />
          )}
        </Field>
      )}
    </ChangeFrame>
  );
}
