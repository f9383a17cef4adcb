import { GitCompareArrows } from 'lucide-react';
import { DriftTable } from '#components/admin/drift-table.tsx';
import { PausedEnvironments } from '#components/admin/paused-environments.tsx';
import { ConflictList } from '#components/environments/conflict-list.tsx';
import { ListCard } from '#components/lists/list-card.tsx';
import { listParams, type SearchParams } from '#components/lists/list-params.ts';
import { readList } from '#components/lists/read-list.ts';
import { ButtonLink } from '#components/ui/button.tsx';
import { FilterBar } from '#components/ui/filter-bar.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { orNotFound } from '#lib/auth/or-not-found.ts';
import { listConflicts } from '#lib/services/environment/list-conflicts.ts';
import { listDrift } from '#lib/services/environment/list-drift.ts';
import { listDriftManagers } from '#lib/services/environment/list-drift-managers.ts';
import { listEnvironments } from '#lib/services/environment/list-environments.ts';
import { requirePermission, titleFor } from '../require-permission.ts';

export const generateMetadata = titleFor('drift:read', 'Drift');

const kinds = ['Namespace', 'NetworkPolicy', 'ResourceQuota', 'LimitRange', 'ServiceAccount', 'RoleBinding'];
const filters = [
  {
    name: 'kind',
    label: 'Kind',
    options: [{ value: '', label: 'Any' }, ...kinds.map((kind) => ({ value: kind, label: kind }))],
  },
  {
    name: 'change',
    label: 'Change',
    options: [
      { value: '', label: 'Any' },
      { value: 'edited', label: 'Edited' },
      { value: 'deleted', label: 'Deleted' },
      { value: 'added', label: 'Added' },
    ],
  },
  {
    name: 'open',
    label: 'Put back',
    options: [
      { value: '', label: 'Any' },
      { value: 'true', label: 'Not yet' },
      { value: 'false', label: 'Yes' },
    ],
  },
];
const rules = { sorts: ['object', 'environment', 'manager', 'detected'], sortedBy: '-detected' };

export default async function DriftPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, params] = await Promise.all([requirePermission('drift:read'), listParams(searchParams)]);
  const managers = await listDriftManagers(actor);
  const state = readList('/admin/drift', params, {
    ...rules,
    filters: [
      ...filters,
      {
        name: 'manager',
        label: 'Field manager',
        options: [{ value: '', label: 'Any' }, ...managers.map((name) => ({ value: name, label: name }))],
      },
    ],
  });
  const [list, paused, conflicts] = await Promise.all([
    orNotFound(listDrift(actor, state.input)),
    listEnvironments(actor, { state: 'paused', pageSize: 20 }),
    listConflicts(actor),
  ]);
  return (
    <>
      <PageHeader
        title="Drift"
        meta="Hand-made changes to managed objects; they are put back as soon as they are seen, unless healing is paused"
      />
      <ConflictList conflicts={conflicts} named />
      <PausedEnvironments list={paused} />
      <FilterBar {...state.bar} search={{ label: 'Search drift', value: params.q }} />
      <ListCard
        state={state}
        list={list}
        noun="changes"
        icon={GitCompareArrows}
        empty={{
          title: 'No drift seen',
          text: 'When somebody edits or deletes a managed object in the cluster, it appears here with what was changed and by which field manager.',
          action: <ButtonLink href="/admin/environments">See environments</ButtonLink>,
        }}
      >
        <DriftTable drift={list.items} {...state.table} />
      </ListCard>
    </>
  );
}
