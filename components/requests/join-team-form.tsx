'use client';

import { useActionState, useState } from 'react';
import { Field } from '#components/ui/field.tsx';
import { Input, Select, Textarea } from '#components/ui/input.tsx';
import { RadioCards } from '#components/ui/radio-cards.tsx';
import { reasonLength } from '#lib/domain/requests/reason.ts';
import type { TeamRole } from '#lib/domain/role.ts';
import type { FormSubmit } from './form-state.ts';
import { RequestFormFrame } from './request-form-frame.tsx';

type JoinTeamFormProps = {
  /** The teams that the person may ask to join. */
  teams: readonly { id: string; slug: string; name: string }[];
  submit: FormSubmit;
};

const roles: { value: TeamRole; title: string; description: string }[] = [
  { value: 'developer', title: 'Developer', description: 'Asks for environments and works in them.' },
  { value: 'viewer', title: 'Viewer', description: 'Looks at everything of the team, changes nothing.' },
  { value: 'owner', title: 'Owner', description: 'As a developer; also decides who belongs to the team.' },
];

/** Asks to join a team: fields `teamId`, `role`, `reason`. */
export function JoinTeamForm({ teams, submit }: JoinTeamFormProps) {
  const [state, action] = useActionState(submit, null);
  const [teamId, setTeamId] = useState(state?.values.teamId ?? '');
  const [role, setRole] = useState(state?.values.role ?? 'developer');
  const team = teams.length === 1 ? teams[0] : teams.find(({ id }) => id === teamId);
  const error = (field: string) => state?.fieldErrors[field];
  return (
    <RequestFormFrame
      action={action}
      state={state}
      onEarly={(early) => {
        if (early.teamId !== undefined) setTeamId(early.teamId);
        if (early.role !== undefined) setRole(early.role);
      }}
      submitLabel={team ? `Ask to join ${team.slug}` : 'Ask to join'}
      note="An owner of the team decides."
    >
      <Field id="field-teamId" label="Team" error={error('teamId')} required>
        {(control) =>
          teams.length === 1 && teams[0] ? (
            <>
              <Input {...control} readOnly value={teams[0].name} />
              <input type="hidden" name="teamId" value={teams[0].id} />
            </>
          ) : (
            <Select
              {...control}
              name="teamId"
              value={teamId}
              onChange={(event) => setTeamId(event.target.value)}
              options={[
                { value: '', label: 'Choose a team' },
                ...teams.map(({ id, slug, name }) => ({ value: id, label: `${name} (${slug})` })),
              ]}
            />
          )
        }
      </Field>
      <RadioCards
        legend="Role"
        name="role"
        cards={roles}
        value={role}
        onChange={setRole}
        error={error('role')}
      />
      <Field
        id="field-reason"
        label="Reason"
        hint="Why you need access, for the owner who decides"
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
