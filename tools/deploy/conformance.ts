import { type RoleRule, tenantRoleRules } from '#lib/domain/tenant-roles.ts';
import { syntheticTenant } from '#lib/provisioner/policies/identities.ts';

const rbac = 'rbac.authorization.k8s.io';
const labels = { 'app.kubernetes.io/part-of': 'bailiwick' };
export const conformanceAccount = {
  kind: 'ServiceAccount',
  name: 'conformance',
  namespace: 'bailiwick-system',
};
const read = ['get', 'list'];

type Rule = RoleRule & { resourceNames?: readonly string[] };

/** What the checks read, the questions they ask, and the one user as whom they try things. No write of its own. */
export function conformanceRules(): Rule[] {
  return [
    { apiGroups: [''], resources: ['namespaces', 'resourcequotas'], verbs: read },
    { apiGroups: ['networking.k8s.io'], resources: ['networkpolicies'], verbs: read },
    { apiGroups: [rbac], resources: ['rolebindings'], verbs: read },
    { apiGroups: ['storage.k8s.io'], resources: ['storageclasses'], verbs: read },
    { apiGroups: ['authorization.k8s.io'], resources: ['subjectaccessreviews'], verbs: ['create'] },
    { apiGroups: [''], resources: ['users'], resourceNames: [syntheticTenant], verbs: ['impersonate'] },
  ];
}

/**
 * What the synthetic tenant may try: to make what an admin makes. The answer to a change, even to a dry run, holds the
 * whole object, so that changes are for the guardrails only, which hold nothing that is secret.
 */
export function syntheticTenantRules(): Rule[] {
  const makes = tenantRoleRules('bailiwick-admin')
    .filter((rule) => rule.verbs.includes('create'))
    .map(({ apiGroups, resources }) => ({ apiGroups, resources, verbs: ['create'] }));
  const verbs = ['create', 'update', 'patch', 'delete'];
  return [
    ...makes,
    { apiGroups: ['networking.k8s.io'], resources: ['networkpolicies'], verbs },
    { apiGroups: [rbac], resources: ['rolebindings', 'roles'], verbs },
    { apiGroups: [''], resources: ['serviceaccounts'], verbs },
    { apiGroups: [rbac], resources: ['clusterroles'], resourceNames: ['bailiwick-viewer'], verbs: ['bind'] },
  ];
}

/** The objects of deploy/rbac/conformance.yaml. */
export function conformanceManifests(): object[] {
  const user = { apiGroup: rbac, kind: 'User', name: syntheticTenant };
  return [
    ...boundRole('bailiwick-conformance', conformanceRules(), conformanceAccount),
    ...boundRole('bailiwick-conformance-tenant', syntheticTenantRules(), user),
  ];
}

function boundRole(name: string, rules: Rule[], subject: object): object[] {
  return [
    { apiVersion: `${rbac}/v1`, kind: 'ClusterRole', metadata: { name, labels }, rules },
    {
      apiVersion: `${rbac}/v1`,
      kind: 'ClusterRoleBinding',
      metadata: { name, labels },
      roleRef: { apiGroup: rbac, kind: 'ClusterRole', name },
      subjects: [subject],
    },
  ];
}
