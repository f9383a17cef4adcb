import { grantedClusterRoles } from '#lib/domain/role.ts';
import { type RoleRule, tenantRoleRules } from '#lib/domain/tenant-roles.ts';
import { managedKinds } from '#lib/provisioner/desired/managed-kinds.ts';
import { conformanceAccount, conformanceManifests } from './conformance.ts';

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
    { apiGroups: [rbac], resources: ['clusterroles'], resourceNames: grantedClusterRoles, verbs: ['bind'] },
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
    { apiGroups: ['storage.k8s.io'], resources: ['storageclasses'], verbs: ['get', 'list', 'watch'] },
    { apiGroups: ['metrics.k8s.io'], resources: ['pods'], verbs: ['get', 'list'] },
    {
      apiGroups: ['admissionregistration.k8s.io'],
      resources: ['validatingadmissionpolicies', 'validatingadmissionpolicybindings'],
      verbs: ['get', 'list', 'watch'],
    },
  ];
}

/** The files of deploy/rbac: name → objects. */
export function rbacManifests(): Record<string, object[]> {
  return {
    'conformance.yaml': conformanceManifests(),
    'namespace.yaml': [
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: {
          name: provisioner.namespace,
          labels: { ...labels, 'pod-security.kubernetes.io/enforce': 'restricted' },
        },
      },
      ...[provisioner, conformanceAccount].map(({ name, namespace }) => ({
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name, namespace, labels },
        automountServiceAccountToken: false,
      })),
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
    'tenant-roles.yaml': grantedClusterRoles.map((name) => clusterRole(name, tenantRoleRules(name))),
  };
}
