import { StatusBadge } from '#components/ui/badge.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import type { ReplicaView } from '#lib/domain/views.ts';

const columns: Column<ReplicaView>[] = [
  {
    key: 'replica',
    header: 'Replica',
    cell: ({ replica }) => <span className="font-mono break-all">{replica}</span>,
  },
  { key: 'state', header: 'State', cell: (replica) => <ReplicaState replica={replica} /> },
  { key: 'beat', header: 'Heartbeat', cell: ({ beatAt }) => <TimeAgo at={beatAt} /> },
  {
    key: 'seen',
    header: 'Cluster seen',
    cell: ({ clusterSeenAt }) =>
      clusterSeenAt ? <TimeAgo at={clusterSeenAt} /> : <span className="text-subtle">never</span>,
  },
  { key: 'version', header: 'Cluster version', cell: ({ clusterVersion }) => clusterVersion ?? '–' },
  { key: 'queue', header: 'Queue', align: 'end', cell: ({ queueDepth }) => queueDepth },
  { key: 'started', header: 'Started', align: 'end', cell: ({ startedAt }) => <TimeAgo at={startedAt} /> },
];

export function ReplicaTable({ replicas }: { replicas: readonly ReplicaView[] }) {
  return (
    <DataTable
      caption="Provisioner replicas"
      columns={columns}
      rows={replicas}
      rowKey={({ replica }) => replica}
      empty={
        <EmptyState title="No provisioner has reported yet">
          Start a provisioner. Without one, approved requests wait and nothing in the cluster changes.
        </EmptyState>
      }
    />
  );
}

function ReplicaState({ replica }: { replica: ReplicaView }) {
  if (!replica.alive) return <StatusBadge tone="neutral" label="Gone" />;
  if (replica.unreachableSince === null) return <StatusBadge tone="ok" label="Working" />;
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <StatusBadge tone="danger" label="Cluster unreachable" />
      <span className="text-sm text-muted">
        since <TimeAgo at={replica.unreachableSince} />
        {replica.message ? `: ${replica.message}` : ''}
      </span>
    </span>
  );
}
