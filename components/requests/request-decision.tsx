import { Alert } from '#components/ui/alert.tsx';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import type { RequestView } from '#lib/domain/views.ts';

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
  const by = decision.by ? `by ${decision.by.name}` : 'at once, by the rule of its class';
  return (
    <Alert tone={approved ? 'ok' : 'danger'} title={`${approved ? 'Approved' : 'Rejected'} ${by}`}>
      {decision.reason ? <p className="break-words whitespace-pre-wrap">{decision.reason}</p> : null}
      <TimeAgo at={decision.at} />
    </Alert>
  );
}
