'use client';

import { approvalWords, networkWords } from '#components/requests/class-facts.ts';
import type { FormState, FormSubmit } from '#components/requests/form-state.ts';
import { approvalRules, networkProfiles, podSecurityLevels, stages } from '#lib/domain/class-choices.ts';
import { teamRoles, tenantClusterRoles } from '#lib/domain/role.ts';
import { ChoiceField } from './choice-field.tsx';
import { ContainerFields } from './container-fields.tsx';
import { FormFrame } from './form-frame.tsx';
import { GuardrailFields } from './guardrail-fields.tsx';
import { QuotaRows } from './quota-rows.tsx';
import { TextField } from './text-field.tsx';

type ClassFormProps = {
  /** What the fields begin with, see `classValues`. */
  values: Readonly<Record<string, string>>;
  name: string;
  /** What Pod Security may be pinned to, newest first. */
  podSecurityVersions: readonly string[];
  /** Quota keys that the cluster knows. */
  quotaKeys: readonly string[];
  /** Given for a new version: its class can't change its short name. */
  slug?: string | undefined;
  submit: FormSubmit;
  submitLabel: string;
};

type PartProps = { values: Readonly<Record<string, string>>; state: FormState };
type RuleProps = PartProps & { podSecurityVersions: readonly string[] };

/** Every field of an environment class. A version is never changed once written, so saving makes a new one. */
export function ClassForm({ values, name, podSecurityVersions, ...rest }: ClassFormProps) {
  const { quotaKeys, slug, submit, submitLabel } = rest;
  return (
    <FormFrame submit={submit} submitLabel={submitLabel}>
      {(state) => (
        <>
          <div className="grid gap-x-4 gap-y-5 sm:grid-cols-2">
            <TextField name="name" label="Name" maxLength={80} defaultValue={name} state={state} />
            {slug === undefined ? (
              <TextField
                name="slug"
                label="Short name"
                hint="Lower-case letters and digits; it can’t be changed later"
                mono
                maxLength={20}
                spellCheck={false}
                state={state}
              />
            ) : null}
          </div>
          <TextField
            name="description"
            label="Description"
            hint="Shown on its card when somebody asks for an environment"
            optional
            maxLength={400}
            defaultValue={values.description ?? ''}
            state={state}
          />
          <RuleFields values={values} state={state} podSecurityVersions={podSecurityVersions} />
          <RoleFields values={values} state={state} />
          <GuardrailFields values={values} state={state} />
          <QuotaRows values={values} state={state} offered={quotaKeys} />
          <ContainerFields values={values} state={state} />
        </>
      )}
    </FormFrame>
  );
}

function RuleFields({ values, state, podSecurityVersions }: RuleProps) {
  const plain = (all: readonly string[]) => all.map((value) => ({ value, label: value }));
  const worded = <Key extends string>(all: readonly Key[], words: Record<Key, string>) =>
    all.map((value) => ({ value, label: words[value] }));
  const at = (name: string, first: string) => values[name] || first;
  return (
    <div className="grid gap-x-4 gap-y-5 sm:grid-cols-2 lg:grid-cols-3">
      <ChoiceField
        name="stage"
        label="Stage"
        options={plain(stages)}
        defaultValue={at('stage', 'dev')}
        state={state}
      />
      <ChoiceField
        name="networkProfile"
        label="Network"
        options={worded(networkProfiles, networkWords)}
        defaultValue={at('networkProfile', 'isolated')}
        state={state}
      />
      <ChoiceField
        name="approval"
        label="Approval"
        options={worded(approvalRules, approvalWords)}
        defaultValue={at('approval', 'one-admin')}
        state={state}
      />
      <ChoiceField
        name="podSecurity.level"
        label="Pod Security level"
        options={plain(podSecurityLevels)}
        defaultValue={at('podSecurity.level', 'restricted')}
        state={state}
      />
      <ChoiceField
        name="podSecurity.version"
        label="Pod Security version"
        options={plain([...new Set([...podSecurityVersions, at('podSecurity.version', 'v1.36')])])}
        defaultValue={at('podSecurity.version', podSecurityVersions[0] ?? '')}
        state={state}
      />
      <TextField
        name="lifetimeDays"
        label="Longest lifetime in days"
        optional
        inputMode="numeric"
        defaultValue={values.lifetimeDays ?? ''}
        state={state}
      />
      <TextField
        name="deleteGraceMinutes"
        label="Minutes to undo a deletion"
        inputMode="numeric"
        defaultValue={values.deleteGraceMinutes ?? ''}
        state={state}
      />
    </div>
  );
}

function RoleFields({ values, state }: PartProps) {
  const options = [
    { value: '', label: 'No access' },
    ...tenantClusterRoles.map((role) => ({ value: role, label: role })),
  ];
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 font-medium">Access in the namespace</legend>
      <div className="grid gap-x-4 gap-y-3 sm:grid-cols-3">
        {teamRoles.map((role) => (
          <ChoiceField
            key={role}
            name={`roles.${role}`}
            label={`Team ${role}s`}
            options={options}
            defaultValue={values[`roles.${role}`] ?? ''}
            state={state}
          />
        ))}
      </div>
    </fieldset>
  );
}
