import { networkWords } from '#components/requests/class-facts.ts';
import { TextLink } from '#components/ui/button.tsx';
import { KeyValue, type KeyValueItem } from '#components/ui/key-value.tsx';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import type { EnvironmentView } from '#lib/domain/environment-views.ts';

/** Where the environment comes from and what it follows. */
export function EnvironmentFacts({ environment }: { environment: EnvironmentView }) {
  return <KeyValue items={[...origin(environment), ...rules(environment)]} />;
}

function origin({
  purpose,
  requestNumber,
  requestedBy,
  approvedBy,
  createdAt,
}: EnvironmentView): KeyValueItem[] {
  return [
    { label: 'Purpose', value: purpose === '' ? 'none given' : purpose },
    {
      label: 'Asked for by',
      value: (
        <>
          {requestedBy.name}
          {requestNumber === null ? null : (
            <>
              {' '}
              in <TextLink href={`/requests/${requestNumber}`}>request #{requestNumber}</TextLink>
            </>
          )}
        </>
      ),
    },
    { label: 'Approved by', value: approvedBy?.name ?? 'a rule, within the budget' },
    { label: 'Created', value: <TimeAgo at={createdAt} /> },
  ];
}

function rules({
  class: { name, version, spec },
  expiresAt,
  verifiedAt,
  generation,
  observedGeneration,
}: EnvironmentView): KeyValueItem[] {
  return [
    { label: 'Class', value: `${name}, version ${version}` },
    { label: 'Network', value: networkWords[spec.networkProfile] },
    { label: 'Expires', value: expiresAt ? <TimeAgo at={expiresAt} /> : 'stays until deleted' },
    { label: 'Verified', value: verifiedAt ? <TimeAgo at={verifiedAt} /> : 'not yet' },
    { label: 'Generation', value: `${generation}, observed ${observedGeneration}` },
  ];
}
