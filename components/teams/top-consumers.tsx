import { TextLink } from '#components/ui/button.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { RatioBar } from '#components/ui/quota-bar.tsx';
import type { BudgetLine } from '#lib/domain/views.ts';
import { type Consumer, topConsumers } from './consumers.ts';

const columns: Column<Consumer>[] = [
  {
    key: 'environment',
    header: 'Environment',
    cell: ({ environment, href }) => <TextLink href={href}>{environment}</TextLink>,
  },
  { key: 'label', header: 'Quota', cell: ({ label }) => label },
  {
    key: 'share',
    header: 'Share',
    hideHeader: true,
    cell: ({ ratio }) => <RatioBar ratio={ratio} className="min-w-24" />,
    className: 'sm:w-1/4',
  },
  { key: 'used', header: 'Used', align: 'end', cell: ({ usedText }) => usedText },
  { key: 'granted', header: 'Granted', align: 'end', cell: ({ grantedText }) => grantedText },
  {
    key: 'percent',
    header: 'Of the budget',
    align: 'end',
    cell: ({ ratio }) => `${Math.round(ratio * 100)} %`,
  },
];

/** What takes most of the team's budget, by use. */
export function TopConsumers({ lines }: { lines: readonly BudgetLine[] }) {
  return (
    <DataTable
      caption="Top consumers of the budget"
      columns={columns}
      rows={topConsumers(lines, 8)}
      rowKey={({ environment, label }) => `${environment}/${label}`}
      empty={
        <EmptyState title="Nothing is in use yet" className="py-6">
          Deploy something to an environment, and what takes most of the budget shows up here.
        </EmptyState>
      }
    />
  );
}
