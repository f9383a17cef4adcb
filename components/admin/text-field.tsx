import type { ComponentProps } from 'react';
import type { FormState } from '#components/requests/form-state.ts';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';

type TextFieldProps = Omit<ComponentProps<typeof Input>, 'id' | 'name'> & {
  name: string;
  label: string;
  hint?: string | undefined;
  optional?: boolean | undefined;
  state: FormState;
  fieldClassName?: string | undefined;
};

/** One line of text with its label, message and what was typed last. */
export function TextField({
  name,
  label,
  hint,
  optional,
  state,
  defaultValue,
  fieldClassName,
  ...input
}: TextFieldProps) {
  return (
    <Field
      id={`field-${name}`}
      label={label}
      hint={hint}
      optional={optional}
      required={!optional}
      error={state?.fieldErrors[name]}
      className={fieldClassName}
    >
      {(control) => (
        <Input
          autoComplete="off"
          {...control}
          {...input}
          name={name}
          defaultValue={state?.values[name] ?? defaultValue}
        />
      )}
    </Field>
  );
}
