import type { ResourceAmounts } from '../environment-class.ts';

/** Counts that protect etcd and the network; they hold where the granted quota does not name them. */
export const objectCounts: Readonly<Record<string, string>> = {
  configmaps: '200',
  'count/horizontalpodautoscalers.autoscaling': '100',
  'count/jobs.batch': '200',
  'count/leases.coordination.k8s.io': '100',
  'count/networkpolicies.networking.k8s.io': '50',
  'count/poddisruptionbudgets.policy': '100',
  'count/rolebindings.rbac.authorization.k8s.io': '50',
  'count/roles.rbac.authorization.k8s.io': '50',
  persistentvolumeclaims: '50',
  pods: '200',
  secrets: '200',
  services: '100',
  'services.loadbalancers': '0',
  'services.nodeports': '0',
};

// A quota counts these as the `requests.` of the same name, which every class grants.
const otherNames = ['cpu', 'memory', 'ephemeral-storage'];

/**
 * Everything that the namespace's quota says in `spec.hard` for a granted quota. What the team's budget counts and the class
 * does not grant is none at all: without a line in the quota it would be without end.
 */
export function hardAmounts(quota: ResourceAmounts, budget: ResourceAmounts): ResourceAmounts {
  const counted = Object.keys(budget).filter((key) => !otherNames.includes(key));
  return { ...Object.fromEntries(counted.map((key) => [key, '0'])), ...objectCounts, ...quota };
}

/** Whether another budget changes what quotas say of keys that nobody was granted. */
export function namesOtherKeys(before: ResourceAmounts, after: ResourceAmounts): boolean {
  const keys = (budget: ResourceAmounts) => Object.keys(hardAmounts({}, budget)).sort().join();
  return keys(before) !== keys(after);
}

/** What a granted quota takes of a budget: its own keys, and the object counts that the budget names. */
export function countedAmounts(quota: ResourceAmounts, budget: ResourceAmounts): ResourceAmounts {
  const counts = Object.entries(objectCounts).filter(([key]) => Object.hasOwn(budget, key));
  return { ...Object.fromEntries(counts), ...quota };
}
