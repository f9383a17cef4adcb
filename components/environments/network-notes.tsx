import { Alert } from '#components/ui/alert.tsx';
import type { NetworkView } from '#lib/domain/environment-views.ts';

type Seen = NonNullable<NetworkView['seen']>;

/** What a reader has to know before he trusts the matrix. */
export function NetworkNotes({ seen, wantedBundle }: { seen: Seen; wantedBundle: string }) {
  const isCurrent = seen.bundles.length === 1 && seen.bundles[0] === wantedBundle;
  return (
    <>
      {seen.isComplete ? null : (
        <Alert tone="warning" title="Some policies are too many or too large to be read here">
          More may be open than this page shows.
        </Alert>
      )}
      {isCurrent ? null : (
        <Alert tone="info" title="The policies in the cluster are not those of the profile’s newest version">
          Found {seen.bundles.join(' and ') || 'none of the profile'}, wanted {wantedBundle}. They are brought
          to it by themselves.
        </Alert>
      )}
      {seen.tenantPolicies.length === 0 ? null : (
        <Alert
          tone="info"
          title={`${seen.tenantPolicies.length === 1 ? 'One policy' : `${seen.tenantPolicies.length} policies`} of your team’s own`}
        >
          Policies add up: they can open more, and never close what another one opens. Here:{' '}
          {seen.tenantPolicies.join(', ')}.
        </Alert>
      )}
    </>
  );
}
