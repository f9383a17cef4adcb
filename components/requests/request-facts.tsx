import { TextLink } from '#components/ui/button.tsx';
import { KeyValue } from '#components/ui/key-value.tsx';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import type { RequestView } from '#lib/domain/views.ts';
import { payloadFacts, typeWords } from './request-words.ts';

/** Who asks for what, for whom and why. */
export function RequestFacts({ request }: { request: RequestView }) {
  const { team, environment, requester } = request;
  return (
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
        { label: 'Reason', value: <span className="break-words whitespace-pre-wrap">{request.reason}</span> },
        ...payloadFacts(request),
      ]}
    />
  );
}
