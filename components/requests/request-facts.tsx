import { TextLink } from '#components/ui/button.tsx';
import { KeyValue } from '#components/ui/key-value.tsx';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import type { RequestView } from '#lib/domain/request-views.ts';
import { payloadFacts, splitAmounts, typeWords } from './request-words.ts';

/** Who asks for what, for whom and why. */
export function RequestFacts({ request }: { request: RequestView }) {
  const { team, environment, requester } = request;
  const { sizes, counts } = splitAmounts(request.payload);
  return (
    <div className="grid gap-3">
      <KeyValue
        items={[
          { label: 'Kind', value: typeWords[request.type] },
          {
            label: 'Asked by',
            value: (
              <>
                {requester.name}, <TimeAgo at={request.createdAt} />
              </>
            ),
          },
          ...(team
            ? [{ label: 'Team', value: <TextLink href={`/teams/${team.slug}`}>{team.name}</TextLink> }]
            : []),
          ...(team && environment
            ? [
                {
                  label: 'Environment',
                  value: (
                    <TextLink
                      href={`/teams/${team.slug}/environments/${environment.slug}`}
                      className="font-mono"
                    >
                      {environment.namespace}
                    </TextLink>
                  ),
                },
              ]
            : []),
          {
            label: 'Reason',
            value: <span className="break-words whitespace-pre-wrap">{request.reason}</span>,
          },
          ...payloadFacts(request),
          ...sizes,
        ]}
      />
      {counts.length > 0 ? (
        <details>
          <summary className="inline-block leading-6 text-muted underline underline-offset-3">
            {counts.length} object limits
          </summary>
          <KeyValue items={counts} className="mt-2" />
        </details>
      ) : null}
    </div>
  );
}
