import { CapacityForm } from '#components/capacity/capacity-form.tsx';
import { CapacityHistory } from '#components/capacity/capacity-history.tsx';
import { CapacityTable } from '#components/capacity/capacity-table.tsx';
import { Card } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import { may } from '#lib/auth/permissions.ts';
import { getCapacity } from '#lib/services/capacity/get-capacity.ts';
import { requirePermission, titleFor } from '../require-permission.ts';
import { changeCapacity } from './actions.ts';

export const generateMetadata = titleFor('capacity:read', 'Capacity');

export default async function CapacityPage() {
  const actor = await requirePermission('capacity:read');
  const { version, lines, nodes, observedAt, offered, history } = await getCapacity(actor);
  return (
    <>
      <PageHeader
        title="Capacity"
        meta={
          observedAt === null ? (
            'The provisioner has not looked at the nodes yet'
          ) : (
            <>
              {nodes === 1 ? '1 node takes' : `${nodes} nodes take`} pods, seen <TimeAgo at={observedAt} />
            </>
          )
        }
      />
      <Card flush title="What is promised of the cluster">
        <CapacityTable lines={lines} />
      </Card>
      {may(actor, 'capacity:update') ? (
        <Card
          title="Plan"
          description="All budgets together can’t grow beyond capacity × factor. A plan below what is budgeted takes nothing away."
        >
          <CapacityForm version={version} lines={lines} offered={offered} submit={changeCapacity} />
        </Card>
      ) : null}
      <Card flush title="History">
        <CapacityHistory versions={history} />
      </Card>
    </>
  );
}
