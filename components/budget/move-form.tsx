'use client';

import { type FormEvent, useState } from 'react';
import { ChoiceField } from '#components/admin/choice-field.tsx';
import { FormFrame } from '#components/admin/form-frame.tsx';
import { TextField } from '#components/admin/text-field.tsx';
import { type FormSubmit, textValues } from '#components/requests/form-state.ts';
import { resourceLabel } from '#lib/domain/resource-key.ts';
import type { MovableEnvironment } from './movable.ts';
import { MoveEffect } from './move-effect.tsx';

type MoveFormProps = {
  environments: readonly MovableEnvironment[];
  keys: readonly string[];
  /** What the address proposes. */
  proposed: Readonly<Record<string, string>>;
  submit: FormSubmit;
};

/** From, to, what and how much, with what it makes of both sides while it is typed. */
export function MoveForm({ environments, keys, proposed, submit }: MoveFormProps) {
  const [first, second] = environments.map(({ slug }) => slug);
  const begin = {
    from: proposed.from ?? first ?? '',
    to: proposed.to ?? (proposed.from === second ? first : second) ?? '',
    key: proposed.key ?? keys[0] ?? '',
    amount: proposed.amount ?? '',
  };
  const [typed, setTyped] = useState<Record<string, string>>(begin);
  const follow = (event: FormEvent<HTMLFieldSetElement>) => {
    const { form } = event.currentTarget;
    if (form !== null) setTyped(textValues(new FormData(form)));
  };
  const options = environments.map(({ slug }) => ({ value: slug, label: slug }));
  return (
    <FormFrame submit={submit} submitLabel="Move quota">
      {(state) => (
        <fieldset onChange={follow} className="grid gap-5">
          <legend className="sr-only">What to move</legend>
          <div className="grid gap-x-4 gap-y-5 sm:grid-cols-2">
            <ChoiceField name="from" label="From" options={options} defaultValue={begin.from} state={state} />
            <ChoiceField name="to" label="To" options={options} defaultValue={begin.to} state={state} />
            <ChoiceField
              name="key"
              label="Quota"
              options={keys.map((key) => ({ value: key, label: resourceLabel(key) }))}
              defaultValue={begin.key}
              state={state}
            />
            <TextField
              name="amount"
              label="Amount"
              hint="Like 500m, 2 or 4Gi"
              mono
              maxLength={40}
              spellCheck={false}
              defaultValue={begin.amount}
              state={state}
            />
          </div>
          <MoveEffect environments={environments} typed={typed} />
        </fieldset>
      )}
    </FormFrame>
  );
}
