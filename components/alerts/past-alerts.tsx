import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import type { AlertView } from '#lib/domain/alert/views.ts';

const columns: Column<AlertView>[] = [
  { key: 'what', header: 'What', cell: ({ title }) => title },
  { key: 'end', header: 'How it ended', cell: ({ endText }) => endText },
  { key: 'opened', header: 'Began', cell: ({ openedAt }) => <TimeAgo at={openedAt} /> },
  {
    key: 'closed',
    header: 'Ended',
    cell: ({ closedAt }) => (closedAt === null ? '–' : <TimeAgo at={closedAt} />),
  },
];

/** What is over, the newest end first. */
export function PastAlertTable({ alerts }: { alerts: readonly AlertView[] }) {
  return (
    <DataTable
      caption="Past alerts"
      columns={columns}
      rows={alerts}
      rowKey={({ id }) => id}
      empty={
        <EmptyState title="No alert has ended yet" className="py-6">
          What was open and is over is kept here for 180 days.
        </EmptyState>
      }
    />
  );
}
