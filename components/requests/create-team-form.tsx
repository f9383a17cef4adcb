'use client';

import { useActionState, useState } from 'react';
import { Field } from '#components/ui/field.tsx';
import { Input, Textarea } from '#components/ui/input.tsx';
import { reasonLength } from '#lib/domain/requests/reason.ts';
import type { FormSubmit } from './form-state.ts';
import { RequestFormFrame } from './request-form-frame.tsx';
import { suggestSlug } from './suggest-slug.ts';

/** Asks for a new team: fields `name`, `slug`, `costCentre`, `reason`. */
export function CreateTeamForm({ submit }: { submit: FormSubmit }) {
  const [state, action] = useActionState(submit, null);
  const [name, setName] = useState(state?.values.name ?? '');
  // Null as long as the short name follows the name.
  const [slug, setSlug] = useState<string | null>(state?.values.slug ?? null);
  const shownSlug = slug ?? suggestSlug(name);
  const error = (field: string) => state?.fieldErrors[field];
  return (
    <RequestFormFrame
      action={action}
      state={state}
      onEarly={(early) => {
        if (early.name !== undefined) setName(early.name);
        if (early.slug !== undefined) setSlug(early.slug);
      }}
      submitLabel={shownSlug ? `Ask for team ${shownSlug}` : 'Ask for a team'}
      note="An admin decides. You become the owner of the team."
    >
      <Field
        id="field-name"
        label="Name"
        hint="As people call the team, for example Payments"
        error={error('name')}
        required
      >
        {(control) => (
          <Input
            {...control}
            name="name"
            maxLength={80}
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Field
        id="field-slug"
        label="Short name"
        hint={
          <>
            Lower-case letters, digits and hyphens. Namespaces start with it:{' '}
            <code className="font-mono">{shownSlug || 'payments'}-dev</code>
          </>
        }
        error={error('slug')}
        required
      >
        {(control) => (
          <Input
            {...control}
            name="slug"
            mono
            maxLength={63}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            value={shownSlug}
            onChange={(event) => setSlug(event.target.value)}
          />
        )}
      </Field>
      <Field id="field-costCentre" label="Cost centre" error={error('costCentre')} optional>
        {(control) => (
          <Input
            {...control}
            name="costCentre"
            maxLength={40}
            autoComplete="off"
            defaultValue={state?.values.costCentre ?? ''}
          />
        )}
      </Field>
      <Field
        id="field-reason"
        label="Reason"
        hint="What the team works on, for whoever decides"
        error={error('reason')}
        required
      >
        {(control) => (
          <Textarea
            {...control}
            name="reason"
            maxLength={reasonLength}
            defaultValue={state?.values.reason ?? ''}
          />
        )}
      </Field>
    </RequestFormFrame>
  );
}
