import type { ReactNode } from 'react';
import { RequestBadge } from '#components/requests/request-badge.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import type { RequestView } from '#lib/domain/request-views.ts';

type RequestLinesProps = {
  requests: readonly RequestView[];
  /** Where each leads to. */
  href: (request: RequestView) => string;
  /** Who asked and how old, instead of the state. */
  showRequester?: boolean;
  empty: ReactNode;
};

/** A short list of requests, one a line. */
export function RequestLines({ requests, href, showRequester = false, empty }: RequestLinesProps) {
  if (requests.length === 0) return empty;
  return (
    <ul>
      {requests.map((request) => (
        <li
          key={request.id}
          className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b px-4 py-1.5 last:border-b-0"
        >
          <TextLink href={href(request)}>
            <span className="tabular-nums">#{request.number}</span> {request.title}
          </TextLink>
          <span className="flex items-center gap-3 text-sm text-subtle">
            {showRequester ? <span>{request.requester.name}</span> : <RequestBadge state={request.state} />}
            <TimeAgo at={request.createdAt} />
          </span>
        </li>
      ))}
    </ul>
  );
}
