import { StatusBadge } from '#components/ui/badge.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import type { Sort } from '#components/ui/list-url.ts';
import type { TeamView } from '#lib/domain/views.ts';

type TeamTableProps = {
  teams: readonly TeamView[];
  sort: Sort;
  sortHref: (column: string) => string;
};

const budgetKeys = ['requests.cpu', 'requests.memory'];

const columns: Column<TeamView>[] = [
  {
    key: 'name',
    header: 'Team',
    sortable: true,
    cell: ({ slug, name }) => (
      <span className="inline-flex flex-wrap items-baseline gap-x-2">
        <TextLink href={`/admin/teams/${slug}`}>{name}</TextLink>
        <span className="font-mono text-sm text-subtle">{slug}</span>
      </span>
    ),
  },
  {
    key: 'state',
    header: 'State',
    cell: ({ archivedAt }) =>
      archivedAt === null ? (
        <StatusBadge tone="ok" label="Active" />
      ) : (
        <StatusBadge tone="neutral" label="Archived" />
      ),
  },
  { key: 'costCentre', header: 'Cost centre', cell: ({ costCentre }) => costCentre ?? '–' },
  {
    key: 'budget',
    header: 'Granted of budget',
    cell: ({ budget }) => (
      <span className="tabular-nums">
        {budgetKeys
          .flatMap((key) => budget.filter((line) => line.key === key))
          .map(({ grantedText, budgetText }) => `${grantedText} of ${budgetText}`)
          .join(' · ') || '–'}
      </span>
    ),
  },
  {
    key: 'environments',
    header: 'Environments',
    align: 'end',
    cell: ({ environmentCount }) => environmentCount,
  },
  {
    key: 'members',
    header: 'Members',
    align: 'end',
    cell: ({ slug, name, memberCount }) => (
      <TextLink href={`/teams/${slug}/members`} aria-label={`${memberCount} members of ${name}`}>
        {memberCount}
      </TextLink>
    ),
  },
];

export function TeamTable({ teams, ...rest }: TeamTableProps) {
  return <DataTable caption="Teams" columns={columns} rows={teams} rowKey={({ id }) => id} {...rest} />;
}
