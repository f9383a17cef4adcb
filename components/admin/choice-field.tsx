import type { FormState } from '#components/requests/form-state.ts';
import { Field } from '#components/ui/field.tsx';
import { type Option, Select } from '#components/ui/input.tsx';

type ChoiceFieldProps = {
  name: string;
  label: string;
  hint?: string | undefined;
  options: readonly Option[];
  defaultValue: string;
  state: FormState;
};

/** One of a closed list, with its label, message and what was chosen last. */
export function ChoiceField({ name, label, hint, options, defaultValue, state }: ChoiceFieldProps) {
  return (
    <Field id={`field-${name}`} label={label} hint={hint} error={state?.fieldErrors[name]}>
      {(control) => (
        <Select
          {...control}
          name={name}
          options={options}
          defaultValue={state?.values[name] ?? defaultValue}
        />
      )}
    </Field>
  );
}
