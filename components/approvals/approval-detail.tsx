import { isTried } from '#components/preflight/is-tried.ts';
import { PreflightCheck } from '#components/preflight/preflight-check.tsx';
import { type Decide, DecisionBox } from '#components/requests/decision-box.tsx';
import { EffectBars } from '#components/requests/effect-bars.tsx';
import { EvidencePanel } from '#components/requests/evidence-panel.tsx';
import { RequestBadge } from '#components/requests/request-badge.tsx';
import { RequestDecision } from '#components/requests/request-decision.tsx';
import { RequestFacts } from '#components/requests/request-facts.tsx';
import { RequestPlanView } from '#components/requests/request-plan-view.tsx';
import { approvalEffect } from '#components/requests/request-words.ts';
import { TextLink } from '#components/ui/button.tsx';
import type { BudgetEffectLine, RequestDetail } from '#lib/domain/request-views.ts';

type ApprovalDetailProps = {
  request: RequestDetail;
  decide: Decide;
  /** Where the approver goes after the decision. */
  nextHref: string;
  /** The address that keeps this request in view. */
  pinHref: string;
};

/** Everything that a decision needs, with the decision itself always in view. */
export function ApprovalDetail({ request, decide, nextHref, pinHref }: ApprovalDetailProps) {
  const { number, version, title, state, can, cannotDecideBecause, plan, evidence, comments } = request;
  const budget = plan?.budget.filter(({ budgetText }) => budgetText !== null) ?? [];
  return (
    <section aria-labelledby="approval-title" className="min-w-0 rounded-lg border bg-surface">
      <div className="grid gap-2 border-b px-4 py-3">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h2 id="approval-title" className="min-w-0 text-lg font-semibold">
            {title}
          </h2>
          <RequestBadge state={state} />
          <TextLink href={`/requests/${number}`} className="ml-auto text-sm leading-6">
            Open #{number}
          </TextLink>
        </div>
        <DecisionBox
          key={number}
          request={{ number, version, title }}
          canDecide={can.decide}
          effect={<Effect text={approvalEffect(request)} budget={budget} />}
          decide={decide}
          nextHref={nextHref}
          pinHref={pinHref}
          shortcuts
        />
        {!can.decide && state === 'pending' && cannotDecideBecause ? (
          <p className="text-muted">{cannotDecideBecause}</p>
        ) : null}
      </div>
      <div className="grid gap-6 p-4">
        <RequestDecision request={request} />
        <RequestFacts request={request} />
        {evidence ? <EvidencePanel evidence={evidence} heading="h3" /> : null}
        {plan && isTried(request.type) ? (
          <PreflightCheck
            key={`${number} ${JSON.stringify(plan)}`}
            question={{ number }}
            heading="h3"
            act={can.decide ? 'decide' : null}
          />
        ) : null}
        {plan ? <RequestPlanView plan={plan} heading="h3" /> : null}
        {comments.length > 0 ? (
          <p>
            <TextLink href={`/requests/${number}`}>
              {comments.length === 1 ? 'One comment' : `${comments.length} comments`}
            </TextLink>
          </p>
        ) : null}
      </div>
    </section>
  );
}

function Effect({ text, budget }: { text: string; budget: readonly BudgetEffectLine[] }) {
  const over = budget.filter((line) => line.over).map(({ label }) => label);
  return (
    <div className="grid gap-3">
      <p>{text}</p>
      {over.length > 0 ? (
        <p className="text-danger">
          More than the budget of the team: {over.join(', ')}. It will be refused.
        </p>
      ) : null}
      {budget.length > 0 ? <EffectBars lines={budget} /> : null}
    </div>
  );
}
