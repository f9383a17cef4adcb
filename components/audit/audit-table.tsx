import { CodeBlock } from '#components/ui/code-block.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { DialogButton } from '#components/ui/dialog.tsx';
import { KeyValue } from '#components/ui/key-value.tsx';
import type { Sort } from '#components/ui/list-url.ts';
import { exactTime } from '#components/ui/relative-time.ts';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import type { AuditView } from '#lib/domain/views.ts';

const columns: Column<AuditView>[] = [
  { key: 'at', header: 'When', sortable: true, cell: ({ at }) => <TimeAgo at={at} /> },
  { key: 'actor', header: 'Who', sortable: true, cell: ({ actor }) => actor },
  {
    key: 'action',
    header: 'Action',
    sortable: true,
    cell: ({ action }) => <span className="font-mono text-sm">{action}</span>,
  },
  {
    key: 'object',
    header: 'Object',
    sortable: true,
    cell: ({ objectType, objectName }) => (
      <span>
        <span className="text-subtle">{objectType}</span> {objectName}
      </span>
    ),
  },
  { key: 'team', header: 'Team', cell: ({ team }) => team ?? <span className="text-subtle">–</span> },
  {
    key: 'details',
    header: 'Details',
    hideHeader: true,
    align: 'end',
    cell: (event) => <AuditDetails event={event} />,
  },
];

type AuditTableProps = {
  events: readonly AuditView[];
  sort: Sort;
  sortHref: (column: string) => string;
};

export function AuditTable({ events, ...rest }: AuditTableProps) {
  return (
    <DataTable caption="Audit events" columns={columns} rows={events} rowKey={({ id }) => id} {...rest} />
  );
}

function AuditDetails({ event }: { event: AuditView }) {
  return (
    <DialogButton
      label="Details"
      aria-label={`Details of ${event.action} on ${event.objectName}`}
      variant="link"
      buttonSize="sm"
      size="lg"
      title={event.action}
      description={`${event.actor}, ${exactTime(Date.parse(event.at))}`}
    >
      <KeyValue
        items={[
          { label: 'Object', value: `${event.objectType} ${event.objectName}` },
          { label: 'Object id', value: <span className="font-mono break-all">{event.objectId}</span> },
          {
            label: 'Request id',
            value: <span className="font-mono break-all">{event.httpRequestId ?? 'none'}</span>,
          },
        ]}
      />
      <div className="grid gap-3 md:grid-cols-2">
        <Side label="Before" value={event.before} />
        <Side label="After" value={event.after} />
      </div>
    </DialogButton>
  );
}

function Side({ label, value }: { label: string; value: unknown }) {
  return (
    <div className="grid min-w-0 content-start gap-1">
      <h3 className="font-medium">{label}</h3>
      {value === null || value === undefined ? (
        <p className="text-subtle">nothing</p>
      ) : (
        <CodeBlock code={JSON.stringify(value, null, 2)} label={label} />
      )}
    </div>
  );
}
