import type { ReactNode } from 'react';
import { StatusBadge } from '#components/ui/badge.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { DialogButton } from '#components/ui/dialog.tsx';
import { DiffView } from '#components/ui/diff-view.tsx';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import type { DriftView } from '#lib/domain/views.ts';

const columns: Column<DriftView>[] = [
  {
    key: 'object',
    header: 'Object',
    cell: ({ kind, name }) => (
      <span>
        {kind} <span className="font-mono">{name}</span>
      </span>
    ),
  },
  {
    key: 'environment',
    header: 'Environment',
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
    cell: ({ manager }) =>
      manager ? <span className="font-mono">{manager}</span> : <span className="text-subtle">unknown</span>,
  },
  { key: 'fields', header: 'Fields', cell: (drift) => <DriftFields drift={drift} /> },
  {
    key: 'healed',
    header: 'Put back',
    cell: ({ detectedAt, healedAt }) =>
      healedAt ? (
        <StatusBadge tone="ok" label={`after ${duration(Date.parse(healedAt) - Date.parse(detectedAt))}`} />
      ) : (
        <StatusBadge tone="warning" label="Not yet" />
      ),
  },
  { key: 'detected', header: 'Seen', align: 'end', cell: ({ detectedAt }) => <TimeAgo at={detectedAt} /> },
];

/** What somebody changed in the cluster by hand, and how fast it was put back. */
export function DriftTable({ drift, empty }: { drift: readonly DriftView[]; empty: ReactNode }) {
  return <DataTable caption="Drift" columns={columns} rows={drift} rowKey={({ id }) => id} empty={empty} />;
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
      <DiffView
        caption={`Changed fields of ${kind} ${name}`}
        beforeLabel="Desired"
        afterLabel="Observed"
        changes={fields.map(({ path, desired, observed }) => ({ path, before: desired, after: observed }))}
      />
    </DialogButton>
  );
}

function duration(ms: number): string {
  if (ms < 1000) return `${Math.max(0, ms)} ms`;
  return ms < 60_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 60_000)} min`;
}
