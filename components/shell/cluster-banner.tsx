import { Unplug } from 'lucide-react';
import { exactTime } from '#components/ui/relative-time.ts';
import { TimeAgo } from '#components/ui/time-ago.tsx';

export type ClusterState = {
  reachable: boolean;
  /** When it was last heard of; the state on all pages is of that time. */
  seenAt?: string | undefined;
};

/** Says on every page that what is shown may be old. Nothing changes for workloads in the cluster. */
export function ClusterBanner({ cluster }: { cluster: ClusterState }) {
  if (cluster.reachable) return null;
  return (
    <div
      role="status"
      data-tone="warning"
      className="flex items-start gap-2 border-b bg-warning-subtle px-4 py-2 sm:px-6"
    >
      <Unplug aria-hidden className="mt-0.5 size-4 shrink-0 text-warning" />
      <p>
        {cluster.seenAt ? (
          <>
            <strong className="font-medium">
              Cluster unreachable since {exactTime(Date.parse(cluster.seenAt))}
            </strong>
            , showing the state of <TimeAgo at={cluster.seenAt} />.
          </>
        ) : (
          <strong className="font-medium">The cluster has not been reached yet.</strong>
        )}{' '}
        <span className="text-muted">Requests are kept and carried out when it is back.</span>
      </p>
    </div>
  );
}
