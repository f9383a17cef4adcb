import type { FormState } from '#components/requests/form-state.ts';
import { resourceLabel } from '#lib/domain/resource-key.ts';
import { OfferedKeys } from './offered-keys.tsx';
import { TextField } from './text-field.tsx';

type BudgetFieldsProps = {
  /** Every key that classes know, in their order. */
  keys: readonly string[];
  /** Other keys that the cluster knows, offered for one more line. */
  offered: readonly string[];
  values: Readonly<Record<string, string>>;
  state: FormState;
};

/** One amount a quota key, named `budget.<key>`; an empty one means that the team has no budget for it. */
export function BudgetFields({ keys, offered, values, state }: BudgetFieldsProps) {
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-1 font-medium">Budget</legend>
      <p className="text-sm text-subtle">
        What all environments of the team may be granted together: 4, 500m or 16Gi. Leave a key empty to set
        no budget for it. What has a budget and is not granted by an environment’s class, nobody gets there.
      </p>
      <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2 lg:grid-cols-3">
        {keys.map((key) => (
          <TextField
            key={key}
            name={`budget.${key}`}
            label={resourceLabel(key)}
            optional
            mono
            spellCheck={false}
            defaultValue={values[key] ?? ''}
            state={state}
          />
        ))}
        <TextField
          name="otherKey"
          label="Another key"
          hint="Like requests.nvidia.com/gpu"
          optional
          mono
          spellCheck={false}
          list="offered-keys"
          state={state}
        />
        <TextField name="otherAmount" label="Amount of it" optional mono spellCheck={false} state={state} />
        <OfferedKeys keys={offered.filter((key) => !keys.includes(key))} />
      </div>
    </fieldset>
  );
}
