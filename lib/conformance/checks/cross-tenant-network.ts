import type { Check, CheckContext } from '../check.ts';
import { otherTeams } from '../neighbours.ts';
import { isolates, type Opening, openingsTo } from '../openings.ts';

/** Traffic with pods of other teams. */
export const crossTenantNetwork: Check = {
  id: 'cross-tenant-network',
  title: 'No traffic with other tenants',
  section: 'Network',
  proves: 'Pods of other teams reach none here, and pods here reach none of theirs.',
  how: 'Reads all network policies of the namespace, also those that tenants made: every pod must be isolated in both directions, and no rule may select a namespace of another team. Whether the network enforces them is tried by the probe on the page Network.',
  run: (context) => Promise.resolve(judge(context)),
};

function judge({ namespace, observed }: CheckContext) {
  const policies = observed.networkPolicies;
  const open = (['ingress', 'egress'] as const).filter((direction) => !isolates(policies, direction));
  const others = otherTeams(namespace, observed.namespaces);
  const openings = openingsTo(policies, others);
  const evidence = [
    `${policies.length} network policies, ${others.length} namespaces of other teams`,
    ...openings.slice(0, 10).map(inWords),
  ];
  if (open[0])
    return {
      outcome: 'fail' as const,
      reason: `No policy denies ${open[0] === 'ingress' ? 'incoming' : 'outgoing'} traffic of all pods by default.`,
      evidence,
    };
  const [first] = openings;
  if (first !== undefined) return { outcome: 'fail' as const, reason: `${inWords(first)}.`, evidence };
  return {
    outcome: 'pass' as const,
    reason: 'Denied by default in both directions, and no policy names another team.',
    evidence,
  };
}

const inWords = ({ policy, direction, to }: Opening) =>
  direction === 'ingress' ? `Policy ${policy} lets ${to} in` : `Policy ${policy} lets pods reach ${to}`;
