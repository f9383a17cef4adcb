import type { GrantedClusterRole } from './role.ts';

/** One rule of a ClusterRole. */
export interface RoleRule {
  apiGroups: readonly string[];
  resources: readonly string[];
  verbs: readonly string[];
}

const read = ['get', 'list', 'watch'] as const;
const edit = [...read, 'create', 'update', 'patch', 'delete'] as const;

/** The words of the table below, as verbs of RBAC. */
export const rights = {
  '-': [],
  get: ['get'],
  /** What metrics.k8s.io knows: it has no watch. */
  list: ['get', 'list'],
  read,
  /** Where objects of ours lie beside the tenant's: one by one, never a whole collection. */
  edit,
  write: [...edit, 'deletecollection'],
  scale: ['get', 'update', 'patch'],
  /** A stream opens with GET over WebSocket and with POST over SPDY. */
  stream: ['get', 'create'],
} as const satisfies Record<string, readonly string[]>;
type Right = keyof typeof rights;

type Cells = readonly [Right, Right, Right, Right, Right, Right];
type Row = readonly [group: string, resource: string, ...cells: Cells];

/** The roles in the order of the table's columns. */
export const tableRoles = [
  'bailiwick-viewer',
  'bailiwick-deployer',
  'bailiwick-developer',
  'bailiwick-admin',
  'bailiwick-debug',
  'bailiwick-secrets',
] as const satisfies readonly GrantedClusterRole[];

/**
 * What each cluster role may do, whole: API group, resource, then viewer, deployer, developer, admin, debug, secrets.
 * The manifests in deploy/rbac and docs/roles.md are generated from here.
 */
export const tenantRoleTable: readonly Row[] = [
  ['', 'configmaps', 'read', 'write', 'write', 'write', '-', '-'],
  ['', 'events', 'read', 'read', 'read', 'read', '-', '-'],
  ['', 'limitranges', 'read', 'read', 'read', 'read', '-', '-'],
  ['', 'namespaces', 'get', 'get', 'get', 'get', '-', '-'],
  ['', 'persistentvolumeclaims', 'read', 'write', 'write', 'write', '-', '-'],
  ['', 'pods', 'read', 'write', 'write', 'write', '-', '-'],
  ['', 'pods/attach', '-', '-', '-', '-', 'stream', '-'],
  ['', 'pods/exec', '-', '-', '-', '-', 'stream', '-'],
  ['', 'pods/log', 'get', 'get', 'get', 'get', '-', '-'],
  ['', 'pods/portforward', '-', '-', '-', '-', 'stream', '-'],
  ['', 'resourcequotas', 'read', 'read', 'read', 'read', '-', '-'],
  ['', 'secrets', '-', '-', '-', '-', '-', 'write'],
  ['', 'serviceaccounts', 'read', 'read', 'read', 'edit', '-', '-'],
  ['', 'services', 'read', 'write', 'write', 'write', '-', '-'],
  ['apps', 'controllerrevisions', 'read', 'read', 'read', 'read', '-', '-'],
  ['apps', 'deployments', 'read', 'write', 'write', 'write', '-', '-'],
  ['apps', 'deployments/scale', 'get', 'scale', 'scale', 'scale', '-', '-'],
  ['apps', 'replicasets', 'read', 'read', 'read', 'read', '-', '-'],
  ['apps', 'statefulsets', 'read', 'write', 'write', 'write', '-', '-'],
  ['apps', 'statefulsets/scale', 'get', 'scale', 'scale', 'scale', '-', '-'],
  ['autoscaling', 'horizontalpodautoscalers', 'read', 'write', 'write', 'write', '-', '-'],
  ['batch', 'cronjobs', 'read', 'write', 'write', 'write', '-', '-'],
  ['batch', 'jobs', 'read', 'write', 'write', 'write', '-', '-'],
  ['coordination.k8s.io', 'leases', 'read', 'write', 'write', 'write', '-', '-'],
  ['discovery.k8s.io', 'endpointslices', 'read', 'read', 'read', 'read', '-', '-'],
  ['events.k8s.io', 'events', 'read', 'read', 'read', 'read', '-', '-'],
  ['metrics.k8s.io', 'pods', 'list', 'list', 'list', 'list', '-', '-'],
  ['networking.k8s.io', 'ingresses', 'read', 'write', 'write', 'write', '-', '-'],
  ['networking.k8s.io', 'networkpolicies', 'read', 'read', 'read', 'edit', '-', '-'],
  ['policy', 'poddisruptionbudgets', 'read', 'write', 'write', 'write', '-', '-'],
  ['rbac.authorization.k8s.io', 'rolebindings', '-', '-', '-', 'edit', '-', '-'],
  ['rbac.authorization.k8s.io', 'roles', '-', '-', '-', 'edit', '-', '-'],
];

/** The rules of one cluster role: resources of a group with the same verbs share a rule, in the order of the table. */
export function tenantRoleRules(role: GrantedClusterRole): RoleRule[] {
  const column = tableRoles.indexOf(role);
  const rules = new Map<string, { apiGroups: string[]; resources: string[]; verbs: readonly string[] }>();
  for (const [group, resource, ...cells] of tenantRoleTable) {
    const right = cells[column] ?? '-';
    if (right === '-') continue;
    const key = `${group}/${right}`;
    const rule = rules.get(key) ?? { apiGroups: [group], resources: [], verbs: rights[right] };
    rule.resources.push(resource);
    rules.set(key, rule);
  }
  return [...rules.values()];
}
