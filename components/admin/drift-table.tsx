import { FieldDiff } from '#components/environments/field-diff.tsx';
import { healTime } from '#components/environments/heal-time.ts';
import { StatusBadge } from '#components/ui/badge.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { DialogButton } from '#components/ui/dialog.tsx';
import type { Sort } from '#components/ui/list-url.ts';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import type { DriftView } from '#lib/domain/environment-views.ts';

type DriftTableProps = {
  drift: readonly DriftView[];
  sort: Sort;
  sortHref: (column: string) => string;
};

const columns: Column<DriftView>[] = [
  {
    key: 'object',
    header: 'Object',
    sortable: true,
    cell: ({ kind, name }) => (
      <span>
        {kind} <span className="font-mono">{name}</span>
      </span>
    ),
  },
  {
    key: 'environment',
    header: 'Environment',
    sortable: true,
    cell: ({ environment: { namespace, slug, team } }) => (
      <TextLink href={`/teams/${team}/environments/${slug}`} className="font-mono">
        {namespace}
      </TextLink>
    ),
  },
  { key: 'change', header: 'Change', cell: ({ change }) => change },
  {
    key: 'manager',
    header: 'Field manager',
    sortable: true,
    cell: ({ manager }) =>
      manager ? <span className="font-mono">{manager}</span> : <span className="text-subtle">unknown</span>,
  },
  {
    key: 'edited',
    header: 'Written',
    cell: ({ editedAt }) =>
      editedAt ? <TimeAgo at={editedAt} /> : <span className="text-subtle">unknown</span>,
  },
  { key: 'fields', header: 'Fields', cell: (drift) => <DriftFields drift={drift} /> },
  {
    key: 'healed',
    header: 'Put back',
    cell: ({ detectedAt, healedAt, held }) =>
      healedAt ? (
        <StatusBadge tone="ok" label={`after ${healTime(detectedAt, healedAt)}`} />
      ) : (
        <StatusBadge tone="warning" label={held ? 'Not yet, paused' : 'Not yet'} />
      ),
  },
  {
    key: 'detected',
    header: 'Seen',
    sortable: true,
    align: 'end',
    cell: ({ detectedAt }) => <TimeAgo at={detectedAt} />,
  },
];

/** What somebody changed in the cluster by hand, and how fast it was put back. */
export function DriftTable({ drift, ...rest }: DriftTableProps) {
  return <DataTable caption="Drift" columns={columns} rows={drift} rowKey={({ id }) => id} {...rest} />;
}

function DriftFields({ drift }: { drift: DriftView }) {
  const { fields, kind, name } = drift;
  if (fields.length === 0) return <span className="text-subtle">–</span>;
  const words = fields.length === 1 ? 'one field' : `${fields.length} fields`;
  return (
    <DialogButton
      label={words}
      aria-label={`Show ${words} of ${kind} ${name}`}
      variant="link"
      size="lg"
      buttonSize="sm"
      title={`${kind} ${name}`}
      description={`What was ${drift.change} by ${drift.manager ?? 'an unknown field manager'}`}
    >
      <FieldDiff caption={`Changed fields of ${kind} ${name}`} fields={fields} />
    </DialogButton>
  );
}
