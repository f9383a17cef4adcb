import type { TenantClusterRole } from './role.ts';

/** One rule of a ClusterRole. */
export interface RoleRule {
  apiGroups: readonly string[];
  resources: readonly string[];
  verbs: readonly string[];
}

const read = ['get', 'list', 'watch'] as const;
const write = ['create', 'update', 'patch', 'delete', 'deletecollection'] as const;

const workloads: readonly { group: string; resources: readonly string[] }[] = [
  { group: '', resources: ['configmaps', 'persistentvolumeclaims', 'pods', 'services'] },
  {
    group: 'apps',
    resources: ['deployments', 'deployments/scale', 'statefulsets', 'statefulsets/scale', 'replicasets'],
  },
  { group: 'autoscaling', resources: ['horizontalpodautoscalers'] },
  { group: 'batch', resources: ['cronjobs', 'jobs'] },
  { group: 'networking.k8s.io', resources: ['ingresses'] },
  { group: 'policy', resources: ['poddisruptionbudgets'] },
];

/** What everybody with access may see: workloads, events and the guardrails, but no secrets. */
const reading: readonly RoleRule[] = [
  ...workloads.map(({ group, resources }) => ({ apiGroups: [group], resources, verbs: read })),
  {
    apiGroups: [''],
    resources: ['events', 'limitranges', 'resourcequotas', 'serviceaccounts', 'pods/log'],
    verbs: read,
  },
  { apiGroups: ['events.k8s.io'], resources: ['events'], verbs: read },
  { apiGroups: ['networking.k8s.io'], resources: ['networkpolicies'], verbs: read },
];

/** What changes workloads. */
const deploying: readonly RoleRule[] = [
  ...workloads.map(({ group, resources }) => ({ apiGroups: [group], resources, verbs: write })),
  { apiGroups: [''], resources: ['secrets'], verbs: [...read, ...write] },
];

/** What a person needs at a running pod. */
const debugging: readonly RoleRule[] = [
  { apiGroups: [''], resources: ['pods/exec', 'pods/portforward'], verbs: ['create', 'get'] },
];

const administering: readonly RoleRule[] = [
  { apiGroups: ['rbac.authorization.k8s.io'], resources: ['roles', 'rolebindings'], verbs: read },
  { apiGroups: [''], resources: ['serviceaccounts'], verbs: ['create', 'update', 'patch', 'delete'] },
];

/**
 * The cluster roles that Bailiwick hands out, whole: not aggregated, no wildcards, nothing that lets a tenant widen his
 * rights or loosen his guardrails. The manifests in deploy/rbac are generated from here.
 */
export const tenantRoles: Record<TenantClusterRole, readonly RoleRule[]> = {
  'bailiwick-admin': [...reading, ...deploying, ...debugging, ...administering],
  'bailiwick-developer': [...reading, ...deploying, ...debugging],
  'bailiwick-viewer': reading,
  'bailiwick-deployer': [...reading, ...deploying],
};
