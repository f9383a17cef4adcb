import { approvalWords, networkWords } from '#components/requests/class-facts.ts';
import { StatusBadge } from '#components/ui/badge.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import type { Sort } from '#components/ui/list-url.ts';
import type { ClassView } from '#lib/domain/views.ts';

const columns: Column<ClassView>[] = [
  {
    key: 'name',
    header: 'Class',
    sortable: true,
    cell: ({ slug, name }) => (
      <span className="inline-flex flex-wrap items-baseline gap-x-2">
        <TextLink href={`/admin/classes/${slug}`}>{name}</TextLink>
        <span className="font-mono text-sm text-subtle">{slug}</span>
      </span>
    ),
  },
  {
    key: 'position',
    header: 'Order',
    sortable: true,
    align: 'end',
    cell: ({ position }) => position + 1,
  },
  { key: 'version', header: 'Version', cell: ({ version }) => `v${version}` },
  { key: 'stage', header: 'Stage', cell: ({ spec }) => spec.stage },
  { key: 'network', header: 'Network', cell: ({ spec }) => networkWords[spec.networkProfile] },
  { key: 'approval', header: 'Approval', cell: ({ spec }) => approvalWords[spec.approval] },
  {
    key: 'state',
    header: 'State',
    cell: ({ archivedAt }) =>
      archivedAt === null ? (
        <StatusBadge tone="ok" label="Offered" />
      ) : (
        <StatusBadge tone="neutral" label="Archived" />
      ),
  },
  {
    key: 'environments',
    header: 'Environments',
    align: 'end',
    cell: ({ environmentCount }) => environmentCount,
  },
];

type ClassTableProps = {
  classes: readonly ClassView[];
  sort: Sort;
  sortHref: (column: string) => string;
};

export function ClassTable({ classes, ...rest }: ClassTableProps) {
  return (
    <DataTable
      caption="Environment classes"
      columns={columns}
      rows={classes}
      rowKey={({ id }) => id}
      {...rest}
    />
  );
}
