import { TextLink } from '#components/ui/button.tsx';
import { cn } from '#components/ui/cn.ts';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import type { Sort } from '#components/ui/list-url.ts';
import { percent } from '#lib/domain/percent.ts';
import type { OrganisationUsage, UsageCell } from '#lib/domain/usage-views.ts';

type Team = OrganisationUsage['teams']['items'][number];
type HeatTableProps = {
  usage: OrganisationUsage;
  sort: Sort;
  sortHref: (column: string) => string;
};

/** Teams by quota keys. The ground says how full, and the numbers say it too. */
export function HeatTable({ usage, sort, sortHref }: HeatTableProps) {
  const columns: Column<Team>[] = [
    {
      key: 'team',
      header: 'Team',
      sortable: true,
      cell: ({ slug, name }) => <TextLink href={`/teams/${slug}/usage`}>{name}</TextLink>,
    },
    ...usage.keys.map(
      ({ key, label }, index): Column<Team> => ({
        key: key === usage.key ? 'share' : key,
        header: label,
        align: 'end',
        sortable: key === usage.key,
        cell: ({ cells }) => <HeatCell cell={cells[index]} />,
      }),
    ),
  ];
  return (
    <DataTable
      caption="Used of granted, by team and quota key"
      columns={columns}
      rows={usage.teams.items}
      rowKey={({ slug }) => slug}
      sort={sort}
      sortHref={sortHref}
    />
  );
}

function HeatCell({ cell }: { cell: UsageCell | undefined }) {
  if (cell === undefined || cell.ratio === null) return <span className="text-subtle">–</span>;
  const { ratio, usedText, grantedText } = cell;
  return (
    <span className={cn('inline-grid rounded-sm px-1.5 py-0.5', groundOf(ratio))}>
      <span className="font-medium">{percent(ratio)}</span>
      <span className="text-sm whitespace-nowrap text-muted">
        {usedText} of {grantedText}
      </span>
    </span>
  );
}

function groundOf(ratio: number): string {
  if (ratio >= 1) return 'bg-danger-subtle';
  if (ratio >= 0.8) return 'bg-warning-subtle';
  return ratio >= 0.5 ? 'bg-accent-subtle' : 'bg-sunken';
}
