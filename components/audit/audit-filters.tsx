import Form from 'next/form';
import { Button, ButtonLink } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';

type AuditFiltersProps = { action: string; params: Readonly<Record<string, string>>; filtered: boolean };

export const auditFilterNames = [
  'q',
  'team',
  'actor',
  'action',
  'objectType',
  'objectId',
  'from',
  'to',
] as const;

const fields: { name: (typeof auditFilterNames)[number]; label: string; type: string }[] = [
  { name: 'q', label: 'Search', type: 'search' },
  { name: 'actor', label: 'Who', type: 'text' },
  { name: 'action', label: 'Action', type: 'text' },
  { name: 'objectType', label: 'Object type', type: 'text' },
  { name: 'team', label: 'Team', type: 'text' },
  { name: 'from', label: 'From', type: 'date' },
  { name: 'to', label: 'To', type: 'date' },
];

/** The filter of the audit log as a plain GET form; the address says it all. */
export function AuditFilters({ action, params, filtered }: AuditFiltersProps) {
  return (
    <Form action={action} role="search" aria-label="Filter audit events" className="grid gap-3">
      {params.sort ? <input type="hidden" name="sort" value={params.sort} /> : null}
      <div className="grid grid-cols-2 gap-x-3 gap-y-2 sm:grid-cols-4 xl:grid-cols-7">
        {fields.map(({ name, label, type }) => (
          <Field key={name} id={`audit-${name}`} label={label}>
            {(control) => (
              <Input
                {...control}
                key={params[name]}
                type={type}
                name={name}
                defaultValue={params[name]}
                autoComplete="off"
              />
            )}
          </Field>
        ))}
      </div>
      <div className="flex gap-2">
        <Button type="submit">Filter</Button>
        {filtered ? (
          <ButtonLink href={action} variant="ghost">
            Clear
          </ButtonLink>
        ) : null}
      </div>
    </Form>
  );
}
