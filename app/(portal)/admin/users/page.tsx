import { UserRound } from 'lucide-react';
import { UserActions } from '#components/admin/user-actions.tsx';
import { UserTable } from '#components/admin/user-table.tsx';
import { ListCard } from '#components/lists/list-card.tsx';
import { listParams, type SearchParams } from '#components/lists/list-params.ts';
import { readList } from '#components/lists/read-list.ts';
import { FilterBar } from '#components/ui/filter-bar.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { orNotFound } from '#lib/auth/or-not-found.ts';
import { may } from '#lib/auth/permissions.ts';
import { listUsers } from '#lib/services/user/list-users.ts';
import { requirePermission, titleFor } from '../require-permission.ts';
import { setDisabled, setRole } from './actions.ts';

export const generateMetadata = titleFor('user:read', 'People');

const filters = [
  {
    name: 'role',
    label: 'Site role',
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
    options: [
      { value: '', label: 'Any' },
      { value: 'active', label: 'Active' },
      { value: 'disabled', label: 'Disabled' },
    ],
  },
];
const rules = { filters, sorts: ['name', 'email', 'lastSeen'], sortedBy: 'name' };

export default async function UsersPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, params] = await Promise.all([requirePermission('user:read'), listParams(searchParams)]);
  const state = readList('/admin/users', params, rules);
  const list = await orNotFound(listUsers(actor, state.input));
  const editable = may(actor, 'user:update');
  return (
    <>
      <PageHeader title="People" meta={`${list.total} have signed in at least once`} />
      <FilterBar {...state.bar} search={{ label: 'Search people', value: params.q }} />
      <ListCard
        state={state}
        list={list}
        noun="people"
        icon={UserRound}
        empty={{ title: 'Nobody yet', text: 'People appear here when they sign in for the first time.' }}
      >
        <UserTable
          users={list.items}
          actions={
            editable
              ? (user) => <UserActions user={user} setRole={setRole} setDisabled={setDisabled} />
              : undefined
          }
          {...state.table}
        />
      </ListCard>
    </>
  );
}
