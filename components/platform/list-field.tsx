import type { FormState } from '#components/requests/form-state.ts';
import { Field } from '#components/ui/field.tsx';
import { Textarea } from '#components/ui/input.tsx';

type ListFieldProps = {
  name: string;
  label: string;
  hint: string;
  optional?: boolean | undefined;
  rows: number;
  defaultValue: string;
  state: FormState;
};

/** A list as text, one entry a line. */
export function ListField({ name, label, hint, optional, rows, defaultValue, state }: ListFieldProps) {
  return (
    <Field
      id={`field-${name}`}
      label={label}
      hint={hint}
      optional={optional}
      required={!optional}
      error={state?.fieldErrors[name]}
    >
      {(control) => (
        <Textarea
          {...control}
          name={name}
          mono
          rows={rows}
          spellCheck={false}
          autoComplete="off"
          defaultValue={state?.values[name] ?? defaultValue}
        />
      )}
    </Field>
  );
}
