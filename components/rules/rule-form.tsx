'use client';

import { Plus } from 'lucide-react';
import { useState } from 'react';
import { FormFrame } from '#components/admin/form-frame.tsx';
import { TextField } from '#components/admin/text-field.tsx';
import type { FormState, FormSubmit } from '#components/requests/form-state.ts';
import { Button } from '#components/ui/button.tsx';
import { RuleFields } from './rule-fields.tsx';
import { ruleRows } from './rule-form-values.ts';

type RuleFormProps = {
  /** What the fields begin with, see `ruleValues`. */
  values: Readonly<Record<string, string>>;
  submit: FormSubmit;
};

/** Rules in their order; saving tries them on past requests first. */
export function RuleForm({ values, submit }: RuleFormProps) {
  return (
    <FormFrame submit={submit} submitLabel="Simulate">
      {(state) => (
        <>
          <RuleRows values={values} state={state} />
          <TextField
            name="days"
            label="Simulate over the last days"
            hint="At most 90, and the newest 500 requests"
            inputMode="numeric"
            defaultValue="30"
            state={state}
          />
        </>
      )}
    </FormFrame>
  );
}

function RuleRows({ values, state }: { values: Readonly<Record<string, string>>; state: FormState }) {
  const shown = state?.values ?? values;
  const [rows, setRows] = useState(() => ruleRows(shown));
  const add = () => setRows((last) => [...last, Math.max(-1, ...last) + 1]);
  const swap = (at: number, other: number) =>
    setRows((last) =>
      last.map((row, index) => last[index === at ? other : index === other ? at : index] ?? row),
    );
  return (
    <div className="grid gap-4">
      {rows.map((row, index) => (
        <RuleFields
          key={row}
          row={row}
          place={index + 1}
          values={shown}
          state={state}
          onUp={index === 0 ? undefined : () => swap(index, index - 1)}
          onDown={index === rows.length - 1 ? undefined : () => swap(index, index + 1)}
          onRemove={() => setRows((last) => last.filter((each) => each !== row))}
        />
      ))}
      <div>
        <Button size="sm" onClick={add}>
          <Plus aria-hidden />
          Add rule
        </Button>
      </div>
    </div>
  );
}
