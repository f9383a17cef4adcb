import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import type { MoveView } from '#lib/domain/budget/move-views.ts';

const states: Record<MoveView['state'], string> = {
  open: 'Under way',
  done: 'Done',
  cancelled: 'Taken back',
};

const columns: Column<MoveView>[] = [
  { key: 'what', header: 'What', cell: ({ amountText, label }) => `${amountText} (${label})` },
  { key: 'way', header: 'From and to', cell: ({ from, to }) => `${from} → ${to}` },
  {
    key: 'state',
    header: 'State',
    cell: ({ state, problem }) => (problem === null ? states[state] : `${states[state]}: ${problem}`),
  },
  { key: 'by', header: 'By', cell: ({ by }) => by },
  { key: 'at', header: 'When', cell: ({ at }) => <TimeAgo at={at} /> },
];

/** The newest moves of a team, with why one was taken back. */
export function MoveHistory({ moves }: { moves: readonly MoveView[] }) {
  return (
    <DataTable
      caption="Moves of quota"
      columns={columns}
      rows={moves}
      rowKey={({ id }) => id}
      empty={
        <EmptyState title="Nothing was moved yet" className="py-6">
          Each move of quota between environments of this team is listed here.
        </EmptyState>
      }
    />
  );
}
