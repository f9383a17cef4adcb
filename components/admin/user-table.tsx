import type { ReactNode } from 'react';
import { StatusBadge } from '#components/ui/badge.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import type { Sort } from '#components/ui/list-url.ts';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import type { UserView } from '#lib/domain/views.ts';

type UserTableProps = {
  users: readonly UserView[];
  /** Row actions; left out for who may only look. */
  actions?: ((user: UserView) => ReactNode) | undefined;
  sort: Sort;
  sortHref: (column: string) => string;
};

const roleWords = { admin: 'Admin', auditor: 'Auditor' } as const;

const columns: Column<UserView>[] = [
  {
    key: 'name',
    header: 'Name',
    sortable: true,
    cell: ({ id, name }) => <TextLink href={`/admin/users/${id}`}>{name}</TextLink>,
  },
  {
    key: 'email',
    header: 'E-mail',
    sortable: true,
    cell: ({ email }) => <span className="min-w-0 break-all">{email ?? '–'}</span>,
  },
  {
    key: 'role',
    header: 'Site role',
    cell: ({ siteRole, siteRoleByGroup }) =>
      siteRole ? (
        <>
          {roleWords[siteRole]}
          {siteRoleByGroup ? (
            <span className="block text-sm text-subtle">
              {roleWords[siteRoleByGroup.role]} through the group{' '}
              <span className="font-mono wrap-anywhere">{siteRoleByGroup.group}</span>
            </span>
          ) : null}
        </>
      ) : (
        <span className="text-subtle">none</span>
      ),
  },
  {
    key: 'state',
    header: 'State',
    cell: ({ disabled }) =>
      disabled ? <StatusBadge tone="danger" label="Disabled" /> : <StatusBadge tone="ok" label="Active" />,
  },
  {
    key: 'lastSeen',
    header: 'Last seen',
    sortable: true,
    cell: ({ lastSeenAt }) =>
      lastSeenAt ? <TimeAgo at={lastSeenAt} /> : <span className="text-subtle">never</span>,
  },
];

export function UserTable({ users, actions, ...rest }: UserTableProps) {
  const all = actions
    ? [
        ...columns,
        { key: 'actions', header: 'Actions', hideHeader: true, align: 'end' as const, cell: actions },
      ]
    : columns;
  return <DataTable caption="People" columns={all} rows={users} rowKey={({ id }) => id} {...rest} />;
}
