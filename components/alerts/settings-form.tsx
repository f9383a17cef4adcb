'use client';

import { useState } from 'react';
import { FormFrame } from '#components/admin/form-frame.tsx';
import { TextField } from '#components/admin/text-field.tsx';
import type { FormState, FormSubmit } from '#components/requests/form-state.ts';
import { roleWords } from '#components/teams/role-words.ts';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Field } from '#components/ui/field.tsx';
import { Textarea } from '#components/ui/input.tsx';
import { alertLevels } from '#lib/domain/alert/level.ts';
import { type AlertSettings, longestHorizon } from '#lib/domain/alert/settings.ts';
import { teamRoles } from '#lib/domain/role.ts';
import { settingsValues } from './settings-form-values.ts';

const levelWords = { 80: '80 %', 95: '95 %', 100: '100 %: full' };

type AlertSettingsFormProps = { settings: AlertSettings & { version: number }; submit: FormSubmit };

/** What to tell, and who gets it by e-mail. */
export function AlertSettingsForm({ settings, submit }: AlertSettingsFormProps) {
  // What somebody else saves meanwhile must not be overwritten unseen, so the version is that of the fields.
  const [begin] = useState<Readonly<Record<string, string>>>(() => ({
    ...settingsValues(settings),
    version: String(settings.version),
  }));
  return (
    <FormFrame submit={submit} submitLabel="Save settings">
      {(state) => {
        const values: Readonly<Record<string, string>> = state?.values ?? begin;
        const box = (name: string) => ({ name, defaultChecked: values[name] !== undefined });
        return (
          <div className="grid gap-x-6 gap-y-5 sm:grid-cols-2">
            <input type="hidden" name="version" value={values.version ?? ''} />
            <fieldset className="grid content-start gap-2">
              <legend className="mb-1 font-medium">Tell when a quota or the budget reaches</legend>
              {alertLevels.map((level) => (
                <Checkbox key={level} label={levelWords[level]} {...box(`level.${level}`)} />
              ))}
            </fieldset>
            <fieldset className="grid content-start gap-2">
              <legend className="mb-1 font-medium">E-mail to every</legend>
              {teamRoles.map((role) => (
                <Checkbox key={role} label={roleWords[role].label} {...box(`role.${role}`)} />
              ))}
            </fieldset>
            <TextField
              name="forecastDays"
              label="Days ahead for forecasts"
              hint={`Tell when it looks full within so many days, 1 to ${longestHorizon}; empty: never`}
              optional
              inputMode="numeric"
              fieldClassName="content-start"
              defaultValue={begin.forecastDays}
              state={state}
            />
            <AddressesField begin={begin.addresses ?? ''} state={state} />
          </div>
        );
      }}
    </FormFrame>
  );
}

function AddressesField({ begin, state }: { begin: string; state: FormState }) {
  return (
    <Field
      id="field-addresses"
      label="And to these addresses"
      hint="One a line"
      optional
      error={state?.fieldErrors.addresses}
    >
      {(control) => (
        <Textarea
          {...control}
          name="addresses"
          rows={3}
          spellCheck={false}
          defaultValue={state?.values.addresses ?? begin}
        />
      )}
    </Field>
  );
}
