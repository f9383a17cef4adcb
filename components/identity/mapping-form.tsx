import Form from 'next/form';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input, Select } from '#components/ui/input.tsx';
import { siteRoles, teamRoles } from '#lib/domain/role.ts';
import { anyRole } from './mapping-words.ts';

type MappingFormProps = { path: string; group: string; team: string; role: string };

const roleOptions = [...teamRoles, ...siteRoles].map((role) => ({
  value: role,
  label: siteRoles.some((site) => site === role) ? `${anyRole(role)} of the portal` : anyRole(role),
}));

/** Asks whom a mapping would touch; what is asked is in the address. */
export function MappingForm({ path, group, team, role }: MappingFormProps) {
  return (
    <Form action={path} scroll={false} className="grid gap-4" key={`${group} ${team} ${role}`}>
      <div className="grid gap-x-4 gap-y-4 sm:grid-cols-3">
        <Field id="field-group" label="Group" hint="Exactly as the provider sends it" required>
          {(control) => (
            <Input
              {...control}
              name="group"
              mono
              defaultValue={group}
              maxLength={256}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
            />
          )}
        </Field>
        <Field id="field-role" label="Role">
          {(control) => <Select {...control} name="role" options={roleOptions} defaultValue={role} />}
        </Field>
        <Field id="field-team" label="Team" hint="Its short name; empty for a role of the portal" optional>
          {(control) => (
            <Input
              {...control}
              name="team"
              mono
              defaultValue={team}
              maxLength={63}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
            />
          )}
        </Field>
      </div>
      <div>
        <Button type="submit">See whom it touches</Button>
      </div>
    </Form>
  );
}
