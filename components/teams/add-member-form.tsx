'use client';

import { useActionState } from 'react';
import { Select } from '#components/ui/input.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import type { PersonView } from '#lib/domain/views.ts';
import type { MemberSubmit } from './member-outcome.ts';
import { roleOptions } from './role-words.ts';

type AddMemberFormProps = { person: PersonView; submit: MemberSubmit };

/** One person that was found, with the role to give. */
export function AddMemberForm({ person, submit }: AddMemberFormProps) {
  const [outcome, action] = useActionState(submit, null);
  return (
    <form action={action} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <input type="hidden" name="userId" value={person.id} />
      <span className="min-w-0">
        <span className="font-medium">{person.name}</span>
        {person.email ? <span className="block text-sm break-all text-subtle">{person.email}</span> : null}
      </span>
      <span className="flex items-center gap-2">
        <Select
          name="role"
          aria-label={`Role for ${person.name}`}
          options={roleOptions}
          defaultValue="developer"
          className="w-36!"
        />
        <SubmitButton variant="secondary">
          Add<span className="sr-only"> {person.name}</span>
        </SubmitButton>
      </span>
      {outcome?.ok === false ? (
        <p role="alert" className="w-full text-sm text-danger">
          {outcome.message}
        </p>
      ) : null}
    </form>
  );
}
