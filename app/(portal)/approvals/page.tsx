import { CircleCheck, Inbox } from 'lucide-react';
import type { Metadata } from 'next';
import { ApprovalDetail } from '#components/approvals/approval-detail.tsx';
import { ApprovalKeys } from '#components/approvals/approval-keys.tsx';
import { ApprovalList } from '#components/approvals/approval-list.tsx';
import { ListPages } from '#components/lists/list-pages.tsx';
import { listParams, picked, type SearchParams } from '#components/lists/list-params.ts';
import { typeFilter } from '#components/requests/request-filters.ts';
import { ButtonLink, TextLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { cn } from '#components/ui/cn.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FilterBar } from '#components/ui/filter-bar.tsx';
import { listHref } from '#components/ui/list-url.ts';
import { PageHeader } from '#components/ui/page-header.tsx';
import { decideRequestAction } from '#lib/actions/request.ts';
import { orNotFound } from '#lib/auth/or-not-found.ts';
import type { Actor } from '#lib/auth/permissions.ts';
import { requireActor } from '#lib/auth/session.ts';
import { getRequest } from '#lib/services/request/get-request.ts';
import { listRequests } from '#lib/services/request/list-requests.ts';

export const metadata: Metadata = { title: 'Approvals' };

const path = '/approvals';

export default async function ApprovalsPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, params] = await Promise.all([requireActor(), listParams(searchParams)]);
  const newestFirst = params.sort === '-created';
  const list = await orNotFound(
    listRequests(actor, {
      ...picked(params, ['q', 'type', 'page']),
      view: 'inbox',
      state: 'pending',
      sort: 'created',
      direction: newestFirst ? 'desc' : 'asc',
    }),
  );
  const numbers = list.items.map(({ number }) => number);
  const wanted = readNumber(params.request);
  const selected = wanted ?? numbers[0];
  const at = selected === undefined ? -1 : numbers.indexOf(selected);
  const [detail, decided] = await Promise.all([
    loadRequest(actor, selected),
    loadRequest(actor, readNumber(params.decided)),
  ]);
  const hrefOf = (number: number | undefined) =>
    listHref(path, params, { request: number ?? null, decided: null, page: params.page ?? null });
  const neighbour = numbers[at + 1] ?? numbers[at - 1];
  const filtered = Boolean(params.q || params.type);
  return (
    <>
      <PageHeader
        title="Approvals"
        meta={`${list.total} ${list.total === 1 ? 'request waits' : 'requests wait'} for you`}
      />
      <FilterBar
        action={path}
        search={{ label: 'Search approvals', value: params.q }}
        filters={[
          typeFilter(params.type),
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
        clearHref={filtered ? path : undefined}
      />
      {decided ? <DecidedNote request={decided} /> : null}
      {list.items.length === 0 && !detail ? (
        <Card>
          <EmptyApprovals filtered={filtered} />
        </Card>
      ) : (
        <div className="grid items-start gap-4 lg:grid-cols-[20rem_minmax(0,1fr)]">
          <div className={cn('grid gap-3', wanted !== undefined && 'max-lg:hidden')}>
            <Card flush>
              {list.items.length === 0 ? <EmptyApprovals filtered={filtered} /> : null}
              <ApprovalList requests={list.items} selected={selected} hrefOf={hrefOf} />
              <ListPages list={list} path={path} params={params} noun="requests" />
            </Card>
            <ApprovalKeys
              previousHref={at > 0 ? hrefOf(numbers[at - 1]) : undefined}
              nextHref={numbers[at + 1] === undefined ? undefined : hrefOf(numbers[at + 1])}
              openHref={selected === undefined ? undefined : `/requests/${selected}`}
            />
          </div>
          <div className={cn('grid min-w-0 gap-3', wanted === undefined && 'max-lg:hidden')}>
            <TextLink href={hrefOf(undefined)} className="lg:hidden">
              Back to the list
            </TextLink>
            {detail ? (
              <ApprovalDetail
                request={detail}
                decide={decideRequestAction}
                nextHref={listHref(path, params, { request: neighbour ?? null, decided: detail.number })}
              />
            ) : null}
          </div>
        </div>
      )}
    </>
  );
}

function readNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

async function loadRequest(actor: Actor, number: number | undefined) {
  return number === undefined ? null : orNotFound(getRequest(actor, { number }));
}

function EmptyApprovals({ filtered }: { filtered: boolean }) {
  if (filtered) {
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

function DecidedNote({ request }: { request: { number: number; title: string; state: string } }) {
  return (
    <p role="status" className="rounded-lg border bg-surface px-4 py-2">
      <TextLink href={`/requests/${request.number}`}>#{request.number}</TextLink> {request.title} is{' '}
      {request.state}.
    </p>
  );
}
