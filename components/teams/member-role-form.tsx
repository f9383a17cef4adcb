'use client';

import { useActionState, useState } from 'react';
import { Select } from '#components/ui/input.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import type { TeamRole } from '#lib/domain/role.ts';
import type { MemberSubmit } from './member-outcome.ts';
import { roleOptions } from './role-words.ts';

type MemberRoleFormProps = { userId: string; name: string; role: TeamRole; submit: MemberSubmit };

/** A member's role; the button appears when another one is chosen. */
export function MemberRoleForm({ userId, name, role, submit }: MemberRoleFormProps) {
  const [outcome, action] = useActionState(submit, null);
  const [chosen, setChosen] = useState<string>(role);
  return (
    <form action={action} className="grid gap-1">
      <input type="hidden" name="userId" value={userId} />
      <span className="flex items-center gap-2">
        <Select
          key={role}
          name="role"
          aria-label={`Role of ${name}`}
          options={roleOptions}
          value={chosen}
          onChange={(event) => setChosen(event.target.value)}
          className="w-36!"
        />
        {chosen === role ? null : <SubmitButton size="sm">Change role</SubmitButton>}
      </span>
      <span role="status" className={outcome?.ok === false ? 'text-sm text-danger' : 'sr-only'}>
        {outcome?.message}
      </span>
    </form>
  );
}
