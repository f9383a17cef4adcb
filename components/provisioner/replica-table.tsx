import { StatusBadge } from '#components/ui/badge.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import type { ReplicaView, WorkCounts } from '#lib/domain/provisioner-views.ts';

type ReplicaTableProps = { replicas: readonly ReplicaView[]; leases: WorkCounts['leases'] };
type Row = ReplicaView & { leases: number };

const columns: Column<Row>[] = [
  {
    key: 'replica',
    header: 'Replica',
    cell: ({ replica }) => <span className="font-mono wrap-anywhere">{replica}</span>,
  },
  { key: 'state', header: 'State', cell: (replica) => <ReplicaStateText replica={replica} /> },
  { key: 'version', header: 'Version', cell: ({ version }) => version ?? '–' },
  { key: 'beat', header: 'Last sign of life', cell: ({ beatAt }) => <TimeAgo at={beatAt} /> },
  {
    key: 'seen',
    header: 'Cluster seen',
    cell: ({ clusterSeenAt }) =>
      clusterSeenAt ? <TimeAgo at={clusterSeenAt} /> : <span className="text-subtle">never</span>,
  },
  { key: 'leases', header: 'Works on', align: 'end', cell: ({ leases }) => leases },
  { key: 'queue', header: 'Queue', align: 'end', cell: ({ queueDepth }) => queueDepth },
  { key: 'started', header: 'Started', align: 'end', cell: ({ startedAt }) => <TimeAgo at={startedAt} /> },
];

/** Every replica of the last day, with what it has in hand. */
export function ReplicaTable({ replicas, leases }: ReplicaTableProps) {
  return (
    <DataTable
      caption="Provisioner replicas"
      columns={columns}
      rows={replicas.map((replica) => ({ ...replica, leases: leases[replica.replica] ?? 0 }))}
      rowKey={({ replica }) => replica}
      empty={
        <EmptyState title="No provisioner has reported yet">
          Start a provisioner. Without one, approved requests wait and nothing in the cluster changes.
        </EmptyState>
      }
    />
  );
}

function ReplicaStateText({ replica }: { replica: ReplicaView }) {
  const { state, stoppedAt, unreachableSince, message } = replica;
  if (state === 'working') return <StatusBadge tone="ok" label="Alive" />;
  if (state === 'silent') return <StatusBadge tone="warning" label="Silent" />;
  const since = state === 'stopped' ? stoppedAt : unreachableSince;
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      {state === 'stopped' ? (
        <StatusBadge tone="neutral" label="Stopped" />
      ) : (
        <StatusBadge tone="danger" label="Cluster unreachable" />
      )}
      <span className="text-sm wrap-anywhere text-muted">
        {since ? <TimeAgo at={since} /> : null}
        {state === 'unreachable' && message ? `: ${message}` : ''}
      </span>
    </span>
  );
}
