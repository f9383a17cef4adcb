import { TextLink } from '#components/ui/button.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { OrganisationUsage } from '#lib/domain/usage-views.ts';

type Line = OrganisationUsage['overAsking'][number];

const columns: Column<Line>[] = [
  {
    key: 'team',
    header: 'Team',
    cell: ({ slug, name }) => <TextLink href={`/teams/${slug}/usage`}>{name}</TextLink>,
  },
  { key: 'granted', header: 'Granted', align: 'end', cell: ({ grantedText }) => grantedText },
  { key: 'p95', header: 'Needed 95 % of the time', align: 'end', cell: ({ p95Text }) => p95Text },
  { key: 'peak', header: 'Most ever', align: 'end', cell: ({ peakText }) => peakText },
  { key: 'spare', header: 'Could give back', align: 'end', cell: ({ spareText }) => spareText },
  {
    key: 'days',
    header: 'Evidence',
    align: 'end',
    cell: ({ days }) => `${Math.min(days, 14)} days`,
  },
];

/** Teams that need less than half of what they were granted, the largest spare first. */
export function OverAskingTable({ label, lines }: { label: string; lines: readonly Line[] }) {
  return (
    <DataTable
      caption={`Teams that need less than half of their ${label}`}
      columns={columns}
      rows={lines}
      rowKey={({ slug }) => slug}
      empty={
        <EmptyState title="No team asks for much more than it needs" className="py-6">
          A team shows up here when its use of {label} stayed below half of what it was granted, for three
          days at least.
        </EmptyState>
      }
    />
  );
}
