'use client';

import type { ReactNode } from 'react';
import { Field } from '#components/ui/field.tsx';
import { Input, Textarea } from '#components/ui/input.tsx';
import { reasonLength } from '#lib/domain/requests/reason.ts';

type EnvironmentTextFieldsProps = {
  values: Readonly<Record<string, string>>;
  errors: Readonly<Record<string, string>>;
  namespace: string;
  /** The class's longest lifetime in days; null when environments of it stay. */
  longest: number | null;
  onChange: (name: string, value: string) => void;
  onBlur: (name: string) => void;
  /** The sizes, between the name and the lifetime. */
  children: ReactNode;
};

/** Name, lifetime and reason of an environment that is asked for. */
export function EnvironmentTextFields(props: EnvironmentTextFieldsProps) {
  const { values, errors, namespace, longest, onChange, onBlur, children } = props;
  const bind = (name: string) => ({
    name,
    value: values[name] ?? '',
    onChange: (event: { target: { value: string } }) => onChange(name, event.target.value),
    onBlur: () => onBlur(name),
  });
  return (
    <>
      <Field
        id="field-slug"
        label="Name"
        error={errors.slug}
        required
        className="max-w-96"
        hint={
          <>
            Its namespace is{' '}
            <output htmlFor="field-slug" className="font-mono text-foreground">
              {namespace}
            </output>
          </>
        }
      >
        {(control) => (
          <Input
            {...control}
            {...bind('slug')}
            mono
            maxLength={40}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
        )}
      </Field>
      {children}
      <Field
        id="field-lifetimeDays"
        label="Lifetime in days"
        hint={
          longest === null
            ? 'Leave empty for an environment that stays'
            : `1 to ${longest}; it can be extended later`
        }
        error={errors.lifetimeDays}
        optional={longest === null}
        className="max-w-96"
      >
        {(control) => (
          <Input
            {...control}
            {...bind('lifetimeDays')}
            inputMode="numeric"
            maxLength={4}
            autoComplete="off"
            className="max-w-28 text-right tabular-nums"
          />
        )}
      </Field>
      <Field
        id="field-reason"
        label="Reason"
        hint="What it is for; whoever decides reads this"
        error={errors.reason}
        required
      >
        {(control) => <Textarea {...control} {...bind('reason')} maxLength={reasonLength} />}
      </Field>
    </>
  );
}
