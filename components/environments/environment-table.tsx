import { EnvironmentBadge } from '#components/conditions/environment-badge.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import type { Sort } from '#components/ui/list-url.ts';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import type { EnvironmentView } from '#lib/domain/environment-views.ts';
import { environmentHref } from './environment-href.ts';
import { WorstQuota } from './worst-quota.tsx';

type EnvironmentTableProps = {
  environments: readonly EnvironmentView[];
  sort: Sort;
  sortHref: (column: string) => string;
};

const columns: Column<EnvironmentView>[] = [
  {
    key: 'namespace',
    header: 'Environment',
    sortable: true,
    cell: ({ slug, namespace, team }) => (
      <span className="flex flex-wrap items-baseline gap-x-2">
        <TextLink href={environmentHref(team.slug, slug)}>{slug}</TextLink>
        <span className="font-mono text-sm font-normal text-subtle">{namespace}</span>
      </span>
    ),
  },
  { key: 'state', header: 'State', cell: (environment) => <EnvironmentBadge environment={environment} /> },
  {
    key: 'class',
    header: 'Class',
    sortable: true,
    cell: ({ class: { slug, version } }) => (
      <Badge>
        {slug} v{version}
      </Badge>
    ),
  },
  {
    key: 'quota',
    header: 'Fullest quota',
    cell: ({ quota }) => <WorstQuota lines={quota} />,
    className: 'sm:w-64',
  },
  {
    key: 'expires',
    header: 'Expires',
    sortable: true,
    align: 'end',
    cell: ({ expiresAt }) =>
      expiresAt ? <TimeAgo at={expiresAt} /> : <span className="text-subtle">stays</span>,
  },
  {
    key: 'created',
    header: 'Age',
    sortable: true,
    align: 'end',
    cell: ({ createdAt }) => <TimeAgo at={createdAt} />,
  },
];

/** Environments, one a row: state, class, fullest quota, end and age. */
export function EnvironmentTable({ environments, ...rest }: EnvironmentTableProps) {
  return (
    <DataTable
      caption="Environments"
      columns={columns}
      rows={environments}
      rowKey={({ id }) => id}
      {...rest}
    />
  );
}
