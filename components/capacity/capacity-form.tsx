'use client';

import { FormFrame } from '#components/admin/form-frame.tsx';
import { OfferedKeys } from '#components/admin/offered-keys.tsx';
import { TextField } from '#components/admin/text-field.tsx';
import type { FormSubmit } from '#components/requests/form-state.ts';
import type { CapacityLine } from '#lib/domain/capacity/views.ts';
import { capacityValues } from './capacity-form-values.ts';

type CapacityFormProps = {
  /** Of the plan that the lines show. */
  version: number;
  lines: readonly CapacityLine[];
  offered: readonly string[];
  submit: FormSubmit;
};

/** An amount and a factor a key; an empty amount means what the nodes tell, both empty means no limit. */
export function CapacityForm({ version, lines, offered, submit }: CapacityFormProps) {
  const values = capacityValues(lines);
  return (
    <FormFrame submit={submit} submitLabel="Save the plan" revision={version}>
      {(state) => (
        <>
          {/* Of what was typed and refused, the plan that it was typed over: somebody else's is not overwritten unseen. */}
          <input type="hidden" name="version" value={state?.values.version ?? version} />
          {lines.map(({ key, label, observedText }) => (
            <fieldset key={key} className="grid gap-x-4 gap-y-3 sm:grid-cols-2">
              <legend className="mb-1 font-medium">{label}</legend>
              <TextField
                name={`amount.${key}`}
                label={`Capacity of ${label}`}
                hint={
                  observedText === null ? 'No node tells of it' : `Empty: ${observedText}, as the nodes tell`
                }
                optional
                mono
                defaultValue={values[`amount.${key}`] ?? ''}
                state={state}
              />
              <TextField
                name={`factor.${key}`}
                label={`Factor of ${label}`}
                hint="1.5 lets budgets promise half as much again"
                optional
                mono
                inputMode="decimal"
                defaultValue={values[`factor.${key}`] ?? ''}
                state={state}
              />
            </fieldset>
          ))}
          <fieldset className="grid gap-x-4 gap-y-3 sm:grid-cols-3">
            <legend className="mb-1 font-medium">Another key</legend>
            <TextField
              name="otherKey"
              label="Key"
              optional
              mono
              list="offered-keys"
              spellCheck={false}
              state={state}
            />
            <TextField name="otherAmount" label="Capacity" optional mono state={state} />
            <TextField name="otherFactor" label="Factor" optional mono inputMode="decimal" state={state} />
            <OfferedKeys keys={offered} />
          </fieldset>
          <TextField name="reason" label="Reason" maxLength={400} state={state} />
        </>
      )}
    </FormFrame>
  );
}
