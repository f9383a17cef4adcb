import { MonitorSmartphone } from 'lucide-react';
import { Badge } from '#components/ui/badge.tsx';
import { ConfirmDialog, type ConfirmOutcome } from '#components/ui/confirm-dialog.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import type { SessionView } from '#lib/domain/identity/views.ts';

type SessionTableProps = {
  sessions: readonly SessionView[];
  /** Left out for who may only look. */
  end?: ((form: FormData) => Promise<ConfirmOutcome>) | undefined;
};

const columns: Column<SessionView>[] = [
  {
    key: 'device',
    header: 'Browser',
    cell: ({ device, isCurrent }) => (
      <span className="flex flex-wrap items-center gap-2">
        {device}
        {isCurrent ? <Badge>This one</Badge> : null}
      </span>
    ),
  },
  { key: 'since', header: 'Signed in', align: 'end', cell: ({ since }) => <TimeAgo at={since} /> },
  {
    key: 'seen',
    header: 'Last seen',
    align: 'end',
    cell: ({ lastSeenAt }) =>
      lastSeenAt ? <TimeAgo at={lastSeenAt} /> : <span className="text-subtle">not known</span>,
  },
  { key: 'ends', header: 'Ends at the latest', align: 'end', cell: ({ endsAt }) => <TimeAgo at={endsAt} /> },
];

/** Where somebody is signed in. */
export function SessionTable({ sessions, end }: SessionTableProps) {
  const acts: Column<SessionView>[] = end
    ? [{ key: 'acts', header: 'End', hideHeader: true, align: 'end', cell: (row) => ending(row, end) }]
    : [];
  return (
    <DataTable
      caption="Sessions"
      columns={[...columns, ...acts]}
      rows={sessions}
      rowKey={({ id }) => id}
      empty={
        <EmptyState icon={MonitorSmartphone} title="Signed in nowhere">
          A session appears here with the next sign-in.
        </EmptyState>
      }
    />
  );
}

// One's own session is ended by signing out, which ends it at the provider too.
function ending({ id, device, isCurrent }: SessionView, end: NonNullable<SessionTableProps['end']>) {
  if (isCurrent) return null;
  return (
    <ConfirmDialog
      label={
        <>
          End<span className="sr-only"> {device}</span>
        </>
      }
      variant="ghost"
      buttonSize="sm"
      title="End this session?"
      description={device}
      losses={['What was typed there and not sent']}
      undo="Signing in again opens a new one."
      confirmLabel="End session"
      fields={{ sessionId: id }}
      action={end}
    />
  );
}
