import { tenantClusterRoles } from '#lib/domain/role.ts';
import { type RoleRule, tenantRoles } from '#lib/domain/tenant-roles.ts';
import { managedKinds } from '#lib/provisioner/desired/managed-kinds.ts';

const rbac = 'rbac.authorization.k8s.io';
const labels = { 'app.kubernetes.io/part-of': 'bailiwick' };
const provisioner = { kind: 'ServiceAccount', name: 'provisioner', namespace: 'bailiwick-system' };

function clusterRole(name: string, rules: readonly (RoleRule & { resourceNames?: readonly string[] })[]) {
  return { apiVersion: `${rbac}/v1`, kind: 'ClusterRole', metadata: { name, labels }, rules };
}

/** Exactly the verbs of the managed kinds, the first status of a quota, and the right to hand out the tenant roles. */
export function provisionerRules(): (RoleRule & { resourceNames?: readonly string[] })[] {
  const kinds = managedKinds.map(({ apiVersion, plural, verbs }) => ({
    apiGroups: [apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : ''],
    resources: [plural],
    verbs,
  }));
  return [
    ...kinds,
    { apiGroups: [''], resources: ['resourcequotas/status'], verbs: ['update'] },
    { apiGroups: [rbac], resources: ['clusterroles'], resourceNames: tenantClusterRoles, verbs: ['bind'] },
    {
      apiGroups: [''],
      resources: ['events', 'nodes', 'persistentvolumeclaims', 'pods'],
      verbs: ['get', 'list', 'watch'],
    },
    {
      apiGroups: ['apps'],
      resources: ['deployments', 'replicasets', 'statefulsets'],
      verbs: ['get', 'list', 'watch'],
    },
  ];
}

/** The files of deploy/rbac: name → objects. */
export function rbacManifests(): Record<string, object[]> {
  return {
    'namespace.yaml': [
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: {
          name: provisioner.namespace,
          labels: { ...labels, 'pod-security.kubernetes.io/enforce': 'restricted' },
        },
      },
      {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name: provisioner.name, namespace: provisioner.namespace, labels },
        automountServiceAccountToken: false,
      },
    ],
    'provisioner.yaml': [
      clusterRole('bailiwick-provisioner', provisionerRules()),
      {
        apiVersion: `${rbac}/v1`,
        kind: 'ClusterRoleBinding',
        metadata: { name: 'bailiwick-provisioner', labels },
        roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: 'bailiwick-provisioner' },
        subjects: [provisioner],
      },
    ],
    'tenant-roles.yaml': tenantClusterRoles.map((name) => clusterRole(name, tenantRoles[name])),
  };
}
