import { Alert } from '#components/ui/alert.tsx';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import type { DecisionView, RequestView } from '#lib/domain/request-views.ts';

/** What became of a closed request: by whom, when and why. */
export function RequestDecision({ request }: { request: RequestView }) {
  const { decision, state, closedAt } = request;
  if (state === 'withdrawn') {
    return (
      <Alert tone="neutral" title={`Withdrawn by ${request.requester.name}`}>
        {closedAt ? <TimeAgo at={closedAt} /> : null}
      </Alert>
    );
  }
  if (!decision) return null;
  const approved = decision.verdict === 'approved';
  return (
    <Alert
      tone={approved ? 'ok' : 'danger'}
      title={`${approved ? 'Approved' : 'Rejected'} ${deciderWords(decision)}`}
    >
      {decision.reason ? <p className="break-words whitespace-pre-wrap">{decision.reason}</p> : null}
      <TimeAgo at={decision.at} />
    </Alert>
  );
}

function deciderWords({ by, rule }: DecisionView): string {
  if (by) return `by ${by.name}`;
  if (!rule) return 'at once, by the rule of its class';
  const version = rule.version === 0 ? 'as Bailiwick comes' : `version ${rule.version} of the rules`;
  return `at once, by the rule “${rule.name}”, ${version}`;
}
