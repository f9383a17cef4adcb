import { Cog } from 'lucide-react';
import { ListCard } from '#components/lists/list-card.tsx';
import { listParams, type SearchParams } from '#components/lists/list-params.ts';
import { readList } from '#components/lists/read-list.ts';
import { RebuildCard } from '#components/provisioner/rebuild-card.tsx';
import { ReplicaTable } from '#components/provisioner/replica-table.tsx';
import { WatchAges } from '#components/provisioner/watch-ages.tsx';
import { WorkSummary } from '#components/provisioner/work-summary.tsx';
import { WorkTable } from '#components/provisioner/work-table.tsx';
import { workLooks } from '#components/provisioner/work-words.ts';
import { RefreshOften } from '#components/shell/refresh-often.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { FilterBar } from '#components/ui/filter-bar.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { orNotFound } from '#lib/auth/or-not-found.ts';
import { may } from '#lib/auth/permissions.ts';
import { workSorts } from '#lib/domain/inputs/provisioner.ts';
import { workStates } from '#lib/domain/provisioner-views.ts';
import { getClusterHealth } from '#lib/services/cluster/get-cluster-health.ts';
import { countWork } from '#lib/services/provisioner/count-work.ts';
import { getRebuild } from '#lib/services/provisioner/get-rebuild.ts';
import { listWork } from '#lib/services/provisioner/list-work.ts';
import { requirePermission, titleFor } from '../require-permission.ts';
import { retry, retryAll } from './actions.ts';

export const generateMetadata = titleFor('cluster:read', 'Provisioner');

const filters = [
  {
    name: 'state',
    label: 'State',
    options: [
      { value: '', label: 'Any' },
      { value: 'stuck', label: 'Stuck' },
      ...workStates.map((state) => ({ value: state, label: workLooks[state].label })),
    ],
  },
];

export default async function ProvisionerPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, params] = await Promise.all([requirePermission('cluster:read'), listParams(searchParams)]);
  const rules = { filters, also: ['team'], sorts: workSorts, sortedBy: 'state' };
  const state = readList('/admin/provisioner', params, rules);
  const [list, { states, leases }, { replicas }, rebuild] = await Promise.all([
    orNotFound(listWork(actor, state.input)),
    countWork(actor),
    getClusterHealth(actor),
    getRebuild(actor),
  ]);
  const stuck = states.stalled + states['backing-off'];
  const mayRetry = may(actor, 'provisioner:retry');
  return (
    <>
      <RefreshOften seconds={5} />
      <PageHeader
        title="Provisioner"
        meta="What turns approved requests into namespaces and keeps them so: its replicas, what they work on, and what does not get on"
        actions={
          mayRetry && stuck > 0 ? (
            <ConfirmDialog
              label="Retry all stuck"
              title={`Try ${stuck === 1 ? 'the stuck environment' : `all ${stuck} stuck environments`} again?`}
              description="Each gets one more pass at once, whatever it waits for. Nothing changes for those that are as agreed."
              confirmLabel="Retry all stuck"
              danger={false}
              action={retryAll}
            />
          ) : undefined
        }
      />
      {rebuild ? <RebuildCard rebuild={rebuild} /> : null}
      <Card title="Replicas" flush>
        <ReplicaTable replicas={replicas} leases={leases} />
      </Card>
      <div className="grid gap-4 md:grid-cols-2">
        <Card title="Work" description="Environments by what there is to do">
          <WorkSummary states={states} />
        </Card>
        <Card title="Watches" description="When the cluster was last heard, by kind of object">
          <WatchAges replicas={replicas} />
        </Card>
      </div>
      <FilterBar {...state.bar} search={{ label: 'Search environments', value: params.q }} />
      <ListCard
        state={state}
        list={list}
        noun="environments"
        icon={Cog}
        empty={{
          title: 'No environment yet',
          text: 'The provisioner has nothing to do before a request for an environment is approved.',
          action: <ButtonLink href="/approvals">See requests</ButtonLink>,
        }}
      >
        <WorkTable work={list.items} retry={mayRetry ? retry : undefined} {...state.table} />
      </ListCard>
    </>
  );
}
