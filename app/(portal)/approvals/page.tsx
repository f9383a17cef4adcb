import type { Metadata } from 'next';
import { ApprovalDetail } from '#components/approvals/approval-detail.tsx';
import { ApprovalKeys } from '#components/approvals/approval-keys.tsx';
import { ApprovalList } from '#components/approvals/approval-list.tsx';
import { ApprovalFilters, DecidedNote, EmptyApprovals } from '#components/approvals/approval-parts.tsx';
import { approvalPlace, readNumber } from '#components/approvals/approval-place.ts';
import { ListPages } from '#components/lists/list-pages.tsx';
import { listParams, type SearchParams } from '#components/lists/list-params.ts';
import { readList } from '#components/lists/read-list.ts';
import { typeFilter } from '#components/requests/request-filters.ts';
import { TextLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { cn } from '#components/ui/cn.ts';
import { listHref } from '#components/ui/list-url.ts';
import { PageHeader } from '#components/ui/page-header.tsx';
import { decideRequestAction } from '#lib/actions/request.ts';
import { orNotFound } from '#lib/auth/or-not-found.ts';
import type { Actor } from '#lib/auth/permissions.ts';
import { requireActor } from '#lib/auth/session.ts';
import type { RequestDetail, RequestListItem } from '#lib/domain/request-views.ts';
import type { Page } from '#lib/domain/views.ts';
import { getRequest } from '#lib/services/request/get-request.ts';
import { listRequests } from '#lib/services/request/list-requests.ts';

export const metadata: Metadata = { title: 'Approvals' };

const path = '/approvals';
const rules = { filters: [typeFilter], sorts: ['created'], sortedBy: 'created' };

export default async function ApprovalsPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, params] = await Promise.all([requireActor(), listParams(searchParams)]);
  const { input } = readList(path, params, rules);
  const list: Page<RequestListItem> = await orNotFound(
    listRequests(actor, { ...input, view: 'inbox', state: 'pending' }),
  );
  const numbers = list.items.map(({ number }) => number);
  const { selected } = approvalPlace(numbers, readNumber(params.request));
  const [detail, decided] = await Promise.all([
    loadRequest(actor, selected),
    loadRequest(actor, readNumber(params.decided)),
  ]);
  const waiting = `${list.total} ${list.total === 1 ? 'request waits' : 'requests wait'} for you`;
  return (
    <>
      <PageHeader title="Approvals" meta={waiting} />
      <ApprovalFilters path={path} params={params} />
      {decided ? <DecidedNote request={decided} /> : null}
      {detail ? (
        <Panes list={list} detail={detail} params={params} />
      ) : (
        <Card>
          <EmptyApprovals path={path} params={params} />
        </Card>
      )}
    </>
  );
}

async function loadRequest(actor: Actor, number: number | undefined): Promise<RequestDetail | null> {
  return number === undefined ? null : orNotFound(getRequest(actor, { number }));
}

type PanesProps = {
  list: Page<RequestListItem>;
  detail: RequestDetail;
  params: Readonly<Record<string, string>>;
};

/** Side by side where there is room; on a phone the list, or the one that was chosen. */
function Panes({ list, detail, params }: PanesProps) {
  const chosen = readNumber(params.request) !== undefined;
  const place = approvalPlace(
    list.items.map(({ number }) => number),
    detail.number,
  );
  const hrefOf = (request: number | null, decided: number | null = null) =>
    listHref(path, params, { request, decided, page: params.page ?? null });
  const optional = (number: number | undefined) => (number === undefined ? undefined : hrefOf(number));
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[20rem_minmax(0,1fr)]">
      <div className={cn('grid gap-3', chosen && 'max-lg:hidden')}>
        <Card flush>
          {list.items.length === 0 ? <EmptyApprovals path={path} params={params} /> : null}
          <ApprovalList requests={list.items} selected={detail.number} hrefOf={hrefOf} />
          <ListPages list={list} path={path} params={params} noun="requests" />
        </Card>
        <ApprovalKeys
          previousHref={optional(place.previous)}
          nextHref={optional(place.next)}
          openHref={`/requests/${detail.number}`}
        />
      </div>
      <div className={cn('grid min-w-0 gap-3', !chosen && 'max-lg:hidden')}>
        <TextLink href={hrefOf(null)} className="lg:hidden">
          Back to the list
        </TextLink>
        <ApprovalDetail
          request={detail}
          decide={decideRequestAction}
          pinHref={hrefOf(detail.number)}
          nextHref={hrefOf(place.after ?? null, detail.number)}
        />
      </div>
    </div>
  );
}
