import { UserRound } from 'lucide-react';
import type { Metadata } from 'next';
import { UserActions } from '#components/admin/user-actions.tsx';
import { UserTable } from '#components/admin/user-table.tsx';
import { ListPages } from '#components/lists/list-pages.tsx';
import { listParams, picked, type SearchParams } from '#components/lists/list-params.ts';
import { ButtonLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FilterBar } from '#components/ui/filter-bar.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { orNotFound } from '#lib/auth/or-not-found.ts';
import { may } from '#lib/auth/permissions.ts';
import { listUsers } from '#lib/services/user/list-users.ts';
import { requirePermission } from '../require-permission.ts';
import { setDisabled, setRole } from './actions.ts';

export const metadata: Metadata = { title: 'People' };

const path = '/admin/users';

export default async function UsersPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, params] = await Promise.all([requirePermission('user:read'), listParams(searchParams)]);
  const list = await orNotFound(listUsers(actor, picked(params, ['q', 'role', 'state', 'page'])));
  const editable = may(actor, 'user:update');
  return (
    <>
      <PageHeader title="People" meta={`${list.total} have signed in at least once`} />
      <FilterBar
        action={path}
        search={{ label: 'Search people', value: params.q }}
        filters={[
          {
            name: 'role',
            label: 'Site role',
            value: params.role,
            options: [
              { value: '', label: 'Any' },
              { value: 'admin', label: 'Admin' },
              { value: 'auditor', label: 'Auditor' },
              { value: 'none', label: 'None' },
            ],
          },
          {
            name: 'state',
            label: 'State',
            value: params.state,
            options: [
              { value: '', label: 'Any' },
              { value: 'active', label: 'Active' },
              { value: 'disabled', label: 'Disabled' },
            ],
          },
        ]}
        clearHref={params.q || params.role || params.state ? path : undefined}
      />
      <Card flush>
        <UserTable
          users={list.items}
          actions={
            editable
              ? (user) => <UserActions user={user} setRole={setRole} setDisabled={setDisabled} />
              : undefined
          }
          empty={
            <EmptyState
              icon={UserRound}
              title="Nobody matches"
              action={<ButtonLink href={path}>Show all</ButtonLink>}
            >
              People appear here when they sign in for the first time.
            </EmptyState>
          }
        />
        <ListPages list={list} path={path} params={params} noun="people" />
      </Card>
    </>
  );
}
