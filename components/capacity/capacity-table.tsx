import { StatusBadge } from '#components/ui/badge.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { CapacityLine } from '#lib/domain/capacity/views.ts';
import { factorText } from './capacity-form-values.ts';

const columns: Column<CapacityLine>[] = [
  { key: 'label', header: 'Quota', cell: ({ label }) => label },
  {
    key: 'limit',
    header: 'Budgets may promise',
    align: 'end',
    cell: ({ limitText, planned }) =>
      limitText === null || planned === null
        ? 'no limit'
        : `${limitText} (× ${factorText(planned.perMille)})`,
  },
  { key: 'budgeted', header: 'Budgeted', align: 'end', cell: ({ budgetedText }) => budgetedText },
  { key: 'granted', header: 'Granted', align: 'end', cell: ({ grantedText }) => grantedText },
  { key: 'used', header: 'Used', align: 'end', cell: ({ usedText }) => usedText },
  {
    key: 'state',
    header: 'State',
    cell: ({ isOver, limitText }) =>
      isOver ? (
        <StatusBadge tone="warning" label="Over-committed" />
      ) : limitText === null ? (
        <StatusBadge tone="neutral" label="Not planned" />
      ) : (
        <StatusBadge tone="ok" label="Within the plan" />
      ),
  },
];

/** What the cluster has, and what is promised, granted and used of it. */
export function CapacityTable({ lines }: { lines: readonly CapacityLine[] }) {
  return (
    <DataTable
      caption="Capacity of the cluster"
      columns={columns}
      rows={lines}
      rowKey={({ key }) => key}
      empty={
        <EmptyState title="Nothing is planned yet" className="py-6">
          Enter what the cluster has of a key below; from then on budgets can’t promise more.
        </EmptyState>
      }
    />
  );
}
