import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { isTried } from '#components/preflight/is-tried.ts';
import { PreflightCheck } from '#components/preflight/preflight-check.tsx';
import { DecisionBox } from '#components/requests/decision-box.tsx';
import { EvidencePanel } from '#components/requests/evidence-panel.tsx';
import { RequestBadge } from '#components/requests/request-badge.tsx';
import { RequestComments } from '#components/requests/request-comments.tsx';
import { RequestDecision } from '#components/requests/request-decision.tsx';
import { RequestFacts } from '#components/requests/request-facts.tsx';
import { RequestPlanView } from '#components/requests/request-plan-view.tsx';
import { RequestTimeline } from '#components/requests/request-timeline.tsx';
import { approvalEffect } from '#components/requests/request-words.ts';
import { Card } from '#components/ui/card.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import { decideRequestAction } from '#lib/actions/request.ts';
import { orNotFound } from '#lib/auth/or-not-found.ts';
import { requireActor } from '#lib/auth/session.ts';
import type { RequestDetail } from '#lib/domain/request-views.ts';
import { getRequest } from '#lib/services/request/get-request.ts';
import { addComment, withdraw } from './actions.ts';

type RequestPageProps = { params: Promise<{ number: string }> };

export async function generateMetadata({ params }: RequestPageProps): Promise<Metadata> {
  const request = await load((await params).number);
  return { title: `Request #${request.number}` };
}

const load = cache(async (number: string) => {
  const actor = await requireActor();
  if (!/^\d{1,9}$/.test(number)) notFound();
  return orNotFound(getRequest(actor, { number: Number(number) }));
});

export default async function RequestPage({ params }: RequestPageProps) {
  const request = await load((await params).number);
  return (
    <>
      <PageHeader
        title={request.title}
        status={<RequestBadge state={request.state} />}
        meta={
          <>
            #{request.number} · asked by {request.requester.name} · <TimeAgo at={request.createdAt} />
          </>
        }
        actions={request.can.withdraw ? <WithdrawButton request={request} /> : null}
      />
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid content-start gap-6">
          <RequestDecision request={request} />
          <Card title="What is asked for">
            <RequestFacts request={request} />
          </Card>
          {request.evidence ? (
            <Card>
              <EvidencePanel evidence={request.evidence} heading="h2" />
            </Card>
          ) : null}
          {request.plan ? (
            <Card title="Effect">
              <div className="grid gap-5">
                {isTried(request.type) ? (
                  <PreflightCheck
                    key={JSON.stringify(request.plan)}
                    question={{ number: request.number }}
                    heading="h3"
                    act={request.can.decide ? 'decide' : null}
                  />
                ) : null}
                <RequestPlanView plan={request.plan} heading="h3" />
              </div>
            </Card>
          ) : null}
          <Card title="Comments">
            <RequestComments
              comments={request.comments}
              canComment={request.can.comment}
              comment={addComment.bind(null, request.number)}
            />
          </Card>
        </div>
        <div className="grid content-start gap-6">
          <DecisionCard request={request} />
          <Card title="Timeline">
            <RequestTimeline timeline={request.timeline} />
          </Card>
        </div>
      </div>
    </>
  );
}

function DecisionCard({ request }: { request: RequestDetail }) {
  const { number, version, title, state, can, cannotDecideBecause } = request;
  return (
    <Card title="Decision">
      <div className="grid gap-3">
        <DecisionBox
          request={{ number, version, title }}
          canDecide={can.decide}
          effect={approvalEffect(request)}
          decide={decideRequestAction}
        />
        {can.decide ? null : (
          <p className="text-muted">
            {state === 'pending'
              ? cannotDecideBecause || 'This waits for an approver.'
              : 'This request is closed.'}
          </p>
        )}
      </div>
    </Card>
  );
}

function WithdrawButton({ request }: { request: RequestDetail }) {
  return (
    <ConfirmDialog
      label="Withdraw request"
      title={`Withdraw #${request.number}?`}
      description={request.title}
      undo="Nothing was changed in the cluster yet. You can ask again at any time."
      confirmLabel={`Withdraw #${request.number}`}
      danger={false}
      action={withdraw.bind(null, request.number, request.version)}
    />
  );
}
