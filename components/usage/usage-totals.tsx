import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { RatioBar, ShareWord } from '#components/ui/quota-bar.tsx';
import type { OrganisationUsage } from '#lib/domain/usage-views.ts';

type Total = OrganisationUsage['totals'][number];

const columns: Column<Total>[] = [
  { key: 'label', header: 'Quota', cell: ({ label }) => label },
  {
    key: 'bar',
    header: 'Used of granted',
    hideHeader: true,
    cell: ({ ratio }) => <RatioBar ratio={ratio} className="min-w-24 sm:min-w-32" />,
    className: 'sm:w-1/3',
  },
  { key: 'used', header: 'Used', align: 'end', cell: ({ usedText }) => usedText },
  { key: 'granted', header: 'Granted', align: 'end', cell: ({ grantedText }) => grantedText },
  {
    key: 'capacity',
    header: 'Capacity',
    align: 'end',
    cell: ({ capacityText }) => capacityText ?? <span className="text-subtle">not planned</span>,
  },
  { key: 'environments', header: 'Environments', align: 'end', cell: ({ environments }) => environments },
  { key: 'share', header: 'In percent', align: 'end', cell: ({ ratio }) => <ShareWord ratio={ratio} /> },
];

/** What is granted and used in the whole cluster, beside what its plan may promise. */
export function UsageTotals({ totals }: Pick<OrganisationUsage, 'totals'>) {
  return (
    <DataTable
      caption="All teams together"
      columns={columns}
      rows={totals}
      rowKey={({ key }) => key}
      empty={
        <EmptyState title="Nothing is counted yet" className="py-6">
          As soon as the cluster counts the first environment’s quota, the sums are here.
        </EmptyState>
      }
    />
  );
}
