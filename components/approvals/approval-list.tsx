import Link from 'next/link';
import { RequestBadge } from '#components/requests/request-badge.tsx';
import { typeWords } from '#components/requests/request-words.ts';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import type { RequestListItem } from '#lib/domain/request-views.ts';

type ApprovalListProps = {
  requests: readonly RequestListItem[];
  selected: number | undefined;
  hrefOf: (number: number) => string;
};

/** The waiting requests as links; the selected one is the current page. */
export function ApprovalList({ requests, selected, hrefOf }: ApprovalListProps) {
  return (
    <nav aria-label="Requests to decide">
      <ul>
        {requests.map((request) => (
          <li key={request.id} className="not-first:border-t">
            <Link
              href={hrefOf(request.number)}
              scroll={false}
              aria-current={request.number === selected ? 'true' : undefined}
              className="grid gap-0.5 border-l-2 border-transparent px-4 py-2.5 -outline-offset-2! hover:bg-sunken/60 aria-[current=true]:border-accent aria-[current=true]:bg-accent-subtle"
            >
              <span className="flex items-baseline justify-between gap-3">
                <span className="min-w-0 font-medium">{request.title}</span>
                <TimeAgo at={request.createdAt} className="shrink-0 text-sm text-subtle" />
              </span>
              <span className="truncate text-sm text-muted">
                #{request.number} · {typeWords[request.type]} · {request.requester.name}
              </span>
              <span className="truncate text-sm text-subtle">{request.reason}</span>
              {request.peak === null ? null : (
                <span className="text-sm text-muted tabular-nums">{request.peak} in 14 days</span>
              )}
              {request.state === 'pending' ? null : (
                <span>
                  <RequestBadge state={request.state} />
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
