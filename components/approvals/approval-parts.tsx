import { CircleCheck, Inbox } from 'lucide-react';
import { typeFilter } from '#components/requests/request-filters.ts';
import { ButtonLink, TextLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FilterBar } from '#components/ui/filter-bar.tsx';
import type { RequestView } from '#lib/domain/request-views.ts';

type Params = Readonly<Record<string, string>>;

export function ApprovalFilters({ path, params }: { path: string; params: Params }) {
  return (
    <FilterBar
      action={path}
      search={{ label: 'Search approvals', value: params.q }}
      filters={[
        { ...typeFilter, value: params.type },
        {
          name: 'sort',
          label: 'Order',
          value: params.sort,
          options: [
            { value: '', label: 'Oldest first' },
            { value: '-created', label: 'Newest first' },
          ],
        },
      ]}
      clearHref={params.q || params.type ? path : undefined}
    />
  );
}

export function EmptyApprovals({ path, params }: { path: string; params: Params }) {
  if (params.q || params.type) {
    return (
      <EmptyState
        icon={Inbox}
        title="No waiting request matches"
        action={<ButtonLink href={path}>Show all</ButtonLink>}
      />
    );
  }
  return (
    <EmptyState
      icon={CircleCheck}
      title="Nothing waits for you"
      action={<ButtonLink href="/requests">See all requests</ButtonLink>}
    >
      Requests that you may decide appear here, the oldest first.
    </EmptyState>
  );
}

/** What the approver has just done, above what comes next. */
export function DecidedNote({ request }: { request: RequestView }) {
  return (
    <p role="status" className="rounded-lg border bg-surface px-4 py-2">
      <TextLink href={`/requests/${request.number}`}>#{request.number}</TextLink> {request.title} is{' '}
      {request.state}.
    </p>
  );
}
