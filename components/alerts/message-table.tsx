import { StatusBadge } from '#components/ui/badge.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import type { MessageView } from '#lib/domain/alert/views.ts';

const states = {
  waiting: { tone: 'neutral', label: 'On its way' },
  delivered: { tone: 'ok', label: 'Delivered' },
  'given-up': { tone: 'danger', label: 'Not delivered' },
} as const;

const columns: Column<MessageView>[] = [
  { key: 'what', header: 'Message', cell: ({ title }) => title },
  {
    key: 'to',
    header: 'To',
    cell: ({ receiver }) => <span className="wrap-anywhere">{receiver}</span>,
  },
  {
    key: 'state',
    header: 'State',
    cell: ({ state, problem, attempts }) => (
      <span className="flex flex-wrap items-center gap-x-2">
        <StatusBadge {...states[state]} />
        {problem === null ? null : (
          <span className="text-sm text-muted">
            {problem} {state === 'waiting' ? `Attempt ${attempts}; it is tried again.` : null}
          </span>
        )}
      </span>
    ),
  },
  { key: 'at', header: 'When', align: 'end', cell: ({ at }) => <TimeAgo at={at} /> },
];

/** The newest messages with what became of them. */
export function MessageTable({ messages }: { messages: readonly MessageView[] }) {
  return (
    <DataTable
      caption="Newest messages"
      columns={columns}
      rows={messages}
      rowKey={({ id }) => id}
      empty={
        <EmptyState title="Nothing was sent yet" className="py-6">
          Every mail and every call of a webhook is listed here with what became of it.
        </EmptyState>
      }
    />
  );
}
