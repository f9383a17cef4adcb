import { EnvironmentBadge } from '#components/conditions/environment-badge.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import type { Sort } from '#components/ui/list-url.ts';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import type { EnvironmentView } from '#lib/domain/environment-views.ts';

type EnvironmentTableProps = {
  environments: readonly EnvironmentView[];
  sort: Sort;
  sortHref: (column: string) => string;
};

const columns: Column<EnvironmentView>[] = [
  {
    key: 'namespace',
    header: 'Namespace',
    sortable: true,
    cell: ({ namespace, slug, team }) => (
      <TextLink href={`/teams/${team.slug}/environments/${slug}`} className="font-mono">
        {namespace}
      </TextLink>
    ),
  },
  { key: 'state', header: 'State', cell: (environment) => <EnvironmentBadge environment={environment} /> },
  {
    key: 'team',
    header: 'Team',
    cell: ({ team }) => <TextLink href={`/teams/${team.slug}`}>{team.name}</TextLink>,
  },
  {
    key: 'class',
    header: 'Class',
    sortable: true,
    cell: ({ class: { name, version, latestVersion } }) => (
      <span>
        {name} v{version}
        {latestVersion > version ? <span className="text-subtle"> · v{latestVersion} exists</span> : null}
      </span>
    ),
  },
  {
    key: 'verified',
    header: 'Verified',
    cell: ({ verifiedAt }) =>
      verifiedAt ? <TimeAgo at={verifiedAt} /> : <span className="text-subtle">not yet</span>,
  },
  {
    key: 'expires',
    header: 'Expires',
    sortable: true,
    cell: ({ expiresAt }) =>
      expiresAt ? <TimeAgo at={expiresAt} /> : <span className="text-subtle">never</span>,
  },
  {
    key: 'created',
    header: 'Made',
    sortable: true,
    align: 'end',
    cell: ({ createdAt }) => <TimeAgo at={createdAt} />,
  },
];

/** All environments that the viewer may see, one line each. */
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
