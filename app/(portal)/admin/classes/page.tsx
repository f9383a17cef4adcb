import { Layers } from 'lucide-react';
import { ClassTable } from '#components/admin/class-table.tsx';
import { ListCard } from '#components/lists/list-card.tsx';
import { listParams, type SearchParams } from '#components/lists/list-params.ts';
import { readList } from '#components/lists/read-list.ts';
import { ButtonLink } from '#components/ui/button.tsx';
import { FilterBar } from '#components/ui/filter-bar.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { orNotFound } from '#lib/auth/or-not-found.ts';
import { may } from '#lib/auth/permissions.ts';
import { pageClasses } from '#lib/services/class/page-classes.ts';
import { requirePermission, titleFor } from '../require-permission.ts';

export const generateMetadata = titleFor('cluster:read', 'Classes');

const path = '/admin/classes';
const filters = [
  {
    name: 'state',
    label: 'State',
    options: [
      { value: '', label: 'Offered' },
      { value: 'archived', label: 'Archived' },
      { value: 'all', label: 'All' },
    ],
  },
];
const rules = { filters, sorts: ['position', 'name'], sortedBy: 'position' };

export default async function ClassesPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, params] = await Promise.all([requirePermission('cluster:read'), listParams(searchParams)]);
  const state = readList(path, params, rules);
  const list = await orNotFound(pageClasses(actor, state.input));
  const create = may(actor, 'class:update') ? (
    <ButtonLink href={`${path}/new`} variant="primary">
      Create class
    </ButtonLink>
  ) : undefined;
  return (
    <>
      <PageHeader
        title="Classes"
        meta="What teams can choose from when they ask for an environment"
        actions={create}
      />
      <FilterBar {...state.bar} search={{ label: 'Search classes', value: params.q }} />
      <ListCard
        state={state}
        list={list}
        noun="classes"
        icon={Layers}
        empty={{
          title: 'No class yet',
          text: 'A class says what its environments include: quota, network, access, lifetime and who approves.',
          action: create,
        }}
      >
        <ClassTable classes={list.items} {...state.table} />
      </ListCard>
    </>
  );
}
