import { collectionPath } from '#lib/k8s/resources.ts';
import type { Call } from '#lib/k8s/transport.ts';
import type { Manifest } from '#lib/provisioner/desired/environment-spec.ts';
import { managedKind } from '#lib/provisioner/desired/managed-kinds.ts';

/** What somebody does by hand in an environment, and the object that tells when it is undone. */
export interface Edit {
  name: string;
  kind: string;
  /** The name of the object, given those that the environment should have. */
  objectName: string;
  /** Whether the object is none of ours and has to go. */
  isAdded: boolean;
  call: (namespace: string) => Call;
}

const mergePatch = 'application/merge-patch+json';

function pathOf(kind: string, namespace: string, name: string): string {
  const type = managedKind(kind);
  return `${collectionPath(type, type.namespaced ? namespace : undefined)}/${type.namespaced ? name : namespace}`;
}

function patch(kind: string, objectName: string, body: object, name = `edit ${kind}`): Edit {
  const call = (namespace: string): Call => ({
    method: 'PATCH',
    path: `${pathOf(kind, namespace, objectName)}?fieldManager=kubectl-edit`,
    contentType: mergePatch,
    body,
  });
  return { name, kind, objectName, isAdded: false, call };
}

function remove(kind: string, objectName: string): Edit {
  const call = (namespace: string): Call => ({ method: 'DELETE', path: pathOf(kind, namespace, objectName) });
  return { name: `delete ${kind}`, kind, objectName, isAdded: false, call };
}

function add(kind: string, rest: object): Edit {
  const objectName = 'by-hand';
  const { apiVersion } = managedKind(kind);
  const call = (namespace: string): Call => ({
    method: 'POST',
    path: `${collectionPath(managedKind(kind), namespace)}?fieldManager=kubectl-create`,
    body: { apiVersion, kind, metadata: { name: objectName }, ...rest },
  });
  return { name: `add ${kind}`, kind, objectName, isAdded: true, call };
}

/** Edits and deletions of every managed kind, and what weakens an environment by being added. A namespace that is deleted goes
 * away with everything in it, which takes the cluster itself seconds; it is no edit of this kind. */
export function editsOf(desired: readonly Manifest[]): Edit[] {
  const nameOf = (kind: string) => desired.find((manifest) => manifest.kind === kind)?.metadata.name ?? '';
  const stranger = [{ kind: 'User', name: 'stranger', apiGroup: 'rbac.authorization.k8s.io' }];
  const viewer = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' };
  const deletable = ['NetworkPolicy', 'ResourceQuota', 'LimitRange', 'ServiceAccount', 'RoleBinding'];
  return [
    patch('Namespace', '', { metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } } }),
    patch('NetworkPolicy', 'default-deny', { spec: { ingress: [{}] } }, 'open NetworkPolicy'),
    patch('NetworkPolicy', nameOf('NetworkPolicy'), {
      metadata: { labels: { 'bailiwick.dev/team': 'other' } },
    }),
    patch('ResourceQuota', nameOf('ResourceQuota'), { spec: { hard: { pods: '99999' } } }),
    patch('LimitRange', nameOf('LimitRange'), {
      spec: { limits: [{ type: 'Container', max: { cpu: '64' } }] },
    }),
    patch('ServiceAccount', 'default', { automountServiceAccountToken: true }),
    patch('RoleBinding', nameOf('RoleBinding'), { subjects: stranger }),
    ...deletable.map((kind) => remove(kind, nameOf(kind))),
    add('NetworkPolicy', { spec: { podSelector: {}, policyTypes: ['Ingress'], ingress: [{}] } }),
    add('ResourceQuota', { spec: { hard: { pods: '1' } } }),
    add('LimitRange', { spec: { limits: [{ type: 'Container', max: { cpu: '64' } }] } }),
    add('RoleBinding', { roleRef: viewer, subjects: stranger }),
  ];
}
