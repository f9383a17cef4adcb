import { Layers } from 'lucide-react';
import type { Metadata } from 'next';
import { ClassTable } from '#components/admin/class-table.tsx';
import { listParams, type SearchParams } from '#components/lists/list-params.ts';
import { ButtonLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FilterBar } from '#components/ui/filter-bar.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { may } from '#lib/auth/permissions.ts';
import { listClasses } from '#lib/services/class/list-classes.ts';
import { requirePermission } from '../require-permission.ts';

export const metadata: Metadata = { title: 'Classes' };

const path = '/admin/classes';

export default async function ClassesPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, params] = await Promise.all([requirePermission('cluster:read'), listParams(searchParams)]);
  const all = await listClasses(actor, { archived: params.state === 'all' });
  const wanted = params.q?.toLowerCase() ?? '';
  const classes = all.filter(({ slug, name }) => `${slug} ${name}`.toLowerCase().includes(wanted));
  const create = may(actor, 'class:update') ? (
    <ButtonLink href={`${path}/new`} variant="primary">
      Create class
    </ButtonLink>
  ) : undefined;
  const filtered = wanted !== '';
  return (
    <>
      <PageHeader
        title="Classes"
        meta="What teams can choose from when they ask for an environment"
        actions={create}
      />
      <FilterBar
        action={path}
        search={{ label: 'Search classes', value: params.q }}
        filters={[
          {
            name: 'state',
            label: 'State',
            value: params.state,
            options: [
              { value: '', label: 'Offered' },
              { value: 'all', label: 'All' },
            ],
          },
        ]}
        clearHref={filtered || params.state ? path : undefined}
      />
      <Card flush>
        <ClassTable
          classes={classes}
          empty={
            <EmptyState
              icon={Layers}
              title={filtered ? 'No class matches' : 'No class yet'}
              action={filtered ? <ButtonLink href={path}>Show all</ButtonLink> : create}
            >
              A class says what its environments include: quota, network, access, lifetime and who approves.
            </EmptyState>
          }
        />
      </Card>
    </>
  );
}
