import { ShieldCheck } from 'lucide-react';
import { ConformanceTable } from '#components/conformance/conformance-table.tsx';
import { ListCard } from '#components/lists/list-card.tsx';
import { listParams, type SearchParams } from '#components/lists/list-params.ts';
import { readList } from '#components/lists/read-list.ts';
import { ButtonLink } from '#components/ui/button.tsx';
import { FilterBar } from '#components/ui/filter-bar.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { orNotFound } from '#lib/auth/or-not-found.ts';
import { listConformance } from '#lib/services/conformance/list-conformance.ts';
import { requirePermission, titleFor } from '../require-permission.ts';

export const generateMetadata = titleFor('conformance:read', 'Conformance');

const checks = {
  name: 'state',
  label: 'Checks',
  options: [
    { value: '', label: 'Any' },
    { value: 'passed', label: 'Nothing fails' },
    { value: 'failed', label: 'Something fails' },
    { value: 'not-run', label: 'Not checked yet' },
  ],
};
const sorts = ['namespace', 'score', 'checked'];

export default async function ConformancePage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, params] = await Promise.all([
    requirePermission('conformance:read'),
    listParams(searchParams),
  ]);
  const state = readList('/admin/conformance', params, {
    filters: [checks],
    also: ['team'],
    sorts,
    sortedBy: 'score',
  });
  const list = await orNotFound(listConformance(actor, state.input));
  return (
    <>
      <PageHeader title="Conformance" meta="What the multi-tenancy checks found, the worst first" />
      <FilterBar {...state.bar} search={{ label: 'Search environments', value: params.q }} />
      <ListCard
        state={state}
        list={list}
        noun="environments"
        icon={ShieldCheck}
        empty={{
          title: 'No environment yet',
          text: 'Every environment is checked once it is ready, and then each night.',
          action: <ButtonLink href="/admin/teams">See teams</ButtonLink>,
        }}
      >
        <ConformanceTable lines={list.items} {...state.table} />
      </ListCard>
    </>
  );
}
