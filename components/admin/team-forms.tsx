'use client';

import type { FormSubmit } from '#components/requests/form-state.ts';
import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/input.tsx';
import type { PersonView, TeamView } from '#lib/domain/views.ts';
import { BudgetFields } from './budget-fields.tsx';
import { FormFrame } from './form-frame.tsx';
import { TextField } from './text-field.tsx';

type NewTeamFormProps = {
  people: readonly PersonView[];
  budgetKeys: readonly string[];
  offered: readonly string[];
  submit: FormSubmit;
};

export function NewTeamForm({ people, budgetKeys, offered, submit }: NewTeamFormProps) {
  return (
    <FormFrame submit={submit} submitLabel="Create team">
      {(state) => (
        <>
          <div className="grid gap-x-4 gap-y-5 sm:grid-cols-2">
            <TextField name="name" label="Name" hint="As people call the team" maxLength={80} state={state} />
            <TextField
              name="slug"
              label="Short name"
              hint="Namespaces start with it; it can’t be changed later"
              mono
              maxLength={31}
              autoCapitalize="none"
              spellCheck={false}
              state={state}
            />
            <TextField name="costCentre" label="Cost centre" optional maxLength={40} state={state} />
            <Field id="field-ownerId" label="Owner" optional error={state?.fieldErrors.ownerId}>
              {(control) => (
                <Select
                  {...control}
                  name="ownerId"
                  defaultValue={state?.values.ownerId ?? ''}
                  options={[
                    { value: '', label: 'Nobody yet' },
                    ...people.map(({ id, name, email }) => ({
                      value: id,
                      label: email ? `${name} (${email})` : name,
                    })),
                  ]}
                />
              )}
            </Field>
          </div>
          <BudgetFields keys={budgetKeys} offered={offered} values={{}} state={state} />
        </>
      )}
    </FormFrame>
  );
}

export function EditTeamForm({ team, submit }: { team: TeamView; submit: FormSubmit }) {
  return (
    <FormFrame submit={submit} submitLabel={`Save ${team.slug}`}>
      {(state) => (
        <div className="grid gap-x-4 gap-y-5 sm:grid-cols-2">
          <TextField name="name" label="Name" maxLength={80} defaultValue={team.name} state={state} />
          <TextField
            name="costCentre"
            label="Cost centre"
            optional
            maxLength={40}
            defaultValue={team.costCentre ?? ''}
            state={state}
          />
        </div>
      )}
    </FormFrame>
  );
}

type BudgetFormProps = {
  team: TeamView;
  budgetKeys: readonly string[];
  offered: readonly string[];
  submit: FormSubmit;
};

export function BudgetForm({ team, budgetKeys, offered, submit }: BudgetFormProps) {
  const values = Object.fromEntries(team.budget.map(({ key, budget }) => [key, budget]));
  return (
    <FormFrame submit={submit} submitLabel={`Set budget of ${team.slug}`}>
      {(state) => <BudgetFields keys={budgetKeys} offered={offered} values={values} state={state} />}
    </FormFrame>
  );
}
