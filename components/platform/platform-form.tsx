'use client';

import { useActionState } from 'react';
import { TextField } from '#components/admin/text-field.tsx';
import { type FormState, summaryOf } from '#components/requests/form-state.ts';
import { FormErrorSummary } from '#components/ui/form-error-summary.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import type { PlatformSettings } from '#lib/domain/platform.ts';
import { ListField } from './list-field.tsx';
import { platformLabels } from './platform-form-values.ts';
import { PlatformReview, type Review } from './platform-review.tsx';

/** What the form shows after a submit: what is wrong, or what would change. */
export type PlatformFormState = (NonNullable<FormState> & { review: Review | null }) | null;

type PlatformFormProps = {
  values: Record<keyof PlatformSettings, string>;
  version: number;
  submit: (previous: PlatformFormState, form: FormData) => Promise<PlatformFormState>;
};

type PartProps = { values: Record<keyof PlatformSettings, string>; state: FormState };

/** The first submit shows what would change; the second one saves exactly that. It works before hydration. */
export function PlatformForm({ values, version, submit }: PlatformFormProps) {
  const [state, action] = useActionState(submit, null);
  const review = state?.review ?? null;
  return (
    <form action={action} noValidate className="grid gap-5">
      {state && (state.message !== '' || summaryOf(state).length > 0) ? (
        <FormErrorSummary
          message={state.message || undefined}
          errors={summaryOf(state)}
          submission={state.attempt}
        />
      ) : null}
      {/* New defaults need new controls: React resets a form after its action. */}
      <div key={state?.attempt ?? 'first'} className="grid gap-5">
        <NamespaceFields values={values} state={state} />
        <AddressFields values={values} state={state} />
        <TextField
          name="reason"
          label="Reason"
          hint="For whoever reads the history later"
          maxLength={400}
          state={state}
        />
        {review ? <input type="hidden" name="reviewed" value={review.settings} /> : null}
      </div>
      {review ? <PlatformReview review={review} /> : null}
      <div>
        <SubmitButton>{review ? `Save as v${version + 1}` : 'Show what changes'}</SubmitButton>
      </div>
    </form>
  );
}

function NamespaceFields({ values, state }: PartProps) {
  const names = ['ingressNamespace', 'monitoringNamespace', 'dnsNamespace', 'nodeLocalDns'] as const;
  const hints = {
    ingressNamespace: 'Its pods may reach every environment',
    monitoringNamespace: 'Its pods may scrape every environment',
    dnsNamespace: 'Every environment may ask it, on port 53',
    nodeLocalDns: 'Every environment may ask it, on port 53',
  };
  const optional = ['monitoringNamespace', 'nodeLocalDns'];
  return (
    <div className="grid items-start gap-x-4 gap-y-5 sm:grid-cols-2">
      {names.map((name) => (
        <TextField
          key={name}
          name={name}
          label={platformLabels[name]}
          hint={hints[name]}
          optional={optional.includes(name)}
          mono
          maxLength={63}
          spellCheck={false}
          defaultValue={values[name]}
          state={state}
        />
      ))}
    </div>
  );
}

function AddressFields({ values, state }: PartProps) {
  const part = (name: keyof PlatformSettings) => ({
    name,
    label: platformLabels[name],
    defaultValue: values[name],
    state,
  });
  return (
    <div className="grid items-start gap-x-4 gap-y-5 sm:grid-cols-2">
      <ListField {...part('dnsLabels')} hint="One a line, like k8s-app=kube-dns" rows={4} />
      <ListField
        {...part('apiServers')}
        hint="Range and port, one a line, like 10.96.0.1/32:443. None: pods can’t reach it"
        optional
        rows={4}
      />
      <ListField
        {...part('privateRanges')}
        hint="One a line, like 10.0.0.0/8. The profile open-egress never reaches them"
        rows={6}
      />
      <TextField
        name="subjectPrefix"
        label={platformLabels.subjectPrefix}
        hint="As the API server’s OIDC flags say; a wrong one takes everybody’s access away"
        mono
        maxLength={123}
        spellCheck={false}
        defaultValue={values.subjectPrefix}
        state={state}
      />
    </div>
  );
}
