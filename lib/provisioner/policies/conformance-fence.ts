import { isOurs, textList } from './cel.ts';
import { conformanceUser, syntheticTenant } from './identities.ts';
import type { Policy } from './policy.ts';

/** The name by which the conformance checks know the refusals of their own fence. */
export const conformanceFenceName = 'conformance-fence';

/** The conformance checks, and the synthetic tenant as whom they try things, make no change anywhere. */
export function conformanceFence(): Policy {
  return {
    name: conformanceFenceName,
    purpose: 'The conformance checks try changes as dry runs, inside environments, and make none.',
    answer: 'deny',
    requests: [{ apiGroups: ['*'], apiVersions: ['*'], resources: ['*/*'], operations: ['*'] }],
    inEnvironmentsOnly: false,
    exempt: { users: [], groups: [] },
    conditions: [
      {
        name: 'is-conformance',
        expression: `request.userInfo.username in ${textList([conformanceUser, syntheticTenant])}`,
      },
    ],
    variables: [],
    rules: [
      {
        name: 'dry-run',
        expression: 'request.?dryRun.orValue(false)',
        message: 'the conformance checks try a change, and never make it.',
      },
      {
        name: 'inside',
        expression: `namespaceObject != null && ${isOurs('namespaceObject')}`,
        message: 'the conformance checks try changes in namespaces of environments only.',
      },
    ],
  };
}
