import { type Act, patch, post } from '../act-as.ts';
import { administrator, controller, mallory, type PolicyWorld, provisioner } from '../policy-world.ts';
import { type PolicyRow, rowsOf } from './row.ts';

const rbac = '/apis/rbac.authorization.k8s.io/v1/namespaces';
const apiGroup = 'rbac.authorization.k8s.io';

/** A role binding of a tenant; by default a harmless one. */
export function binding(
  namespace: string,
  changes: { role?: object; subjects?: object[]; labels?: Record<string, string> } = {},
): Act {
  const people = [{ apiGroup, kind: 'User', name: 'oidc:colleague' }];
  return post(`${rbac}/${namespace}/rolebindings`, {
    apiVersion: `${apiGroup}/v1`,
    kind: 'RoleBinding',
    metadata: { name: 'extra', namespace, labels: changes.labels ?? {} },
    roleRef: { apiGroup, kind: 'ClusterRole', name: 'bailiwick-viewer', ...changes.role },
    subjects: changes.subjects ?? people,
  });
}

export function managedObjectsRows({ home }: PolicyWorld): PolicyRow[] {
  const core = `/api/v1/namespaces/${home}`;
  const policies = `/apis/networking.k8s.io/v1/namespaces/${home}/networkpolicies`;
  const remove = (path: string): Act => ({ method: 'DELETE', path });
  const quota = `${core}/resourcequotas/bailiwick`;
  const counted = patch(`${quota}/status`, { status: { used: { pods: '1' } } });
  const removed = remove(`${policies}/default-deny`);
  const touched = patch(`${policies}/default-deny`, { metadata: { annotations: { seen: 'x' } } });
  const managed = 'is managed by Bailiwick';
  const labels = { 'app.kubernetes.io/managed-by': 'bailiwick' };
  return rowsOf('managed-objects', [
    [
      'change',
      'the default-deny policy deleted',
      mallory,
      removed,
      /networkpolicies "default-deny" is managed/,
    ],
    [
      'change',
      'all role bindings deleted at once',
      mallory,
      remove(`${rbac}/${home}/rolebindings`),
      new RegExp(managed),
    ],
    [
      'change',
      'a higher quota',
      mallory,
      patch(quota, { spec: { hard: { pods: '9999' } } }),
      new RegExp(managed),
    ],
    [
      'change',
      'nothing used of the quota',
      mallory,
      patch(`${quota}/status`, { status: { used: { pods: '0' } } }),
      new RegExp(managed),
    ],
    ['change', 'no limits', mallory, remove(`${core}/limitranges/bailiwick`), new RegExp(managed)],
    [
      'change',
      'a token in every pod',
      mallory,
      patch(`${core}/serviceaccounts/default`, { automountServiceAccountToken: true }),
      new RegExp(managed),
    ],
    [
      'change',
      'the label taken off',
      mallory,
      patch(`${policies}/default-deny`, { metadata: { labels: { 'app.kubernetes.io/managed-by': null } } }),
      new RegExp(managed),
    ],
    ['change', 'the namespace deleted', mallory, remove(core), new RegExp(managed)],
    [
      'label',
      'our label on one’s own binding',
      mallory,
      binding(home, { labels }),
      /only Bailiwick sets the label/,
    ],
    ['user provisioner', 'the provisioner deletes', provisioner, removed, null],
    ['user manager', 'the controller manager deletes', controller('manager'), removed, null],
    ['user namespaces', 'the namespace controller deletes', controller('namespaces'), removed, null],
    ['user garbage', 'the garbage collector ends a deletion', controller('garbage'), touched, null],
    ['user quotas', 'the quota controller counts', controller('quotas'), counted, null],
    ['user apiServer', 'the API server counts', controller('apiServer'), counted, null],
    ['group system:masters', 'an administrator deletes', administrator, removed, null],
  ]);
}

export function bindingsRows({ home, foreign }: PolicyWorld): PolicyRow[] {
  const user = (name: string) => [{ apiGroup, kind: 'User', name }];
  const account = (namespace: string) => [{ kind: 'ServiceAccount', name: 'builder', namespace }];
  const group = (name: string) => [{ apiGroup, kind: 'Group', name }];
  return rowsOf('bindings', [
    [
      'roles',
      'cluster-admin',
      mallory,
      binding(home, { role: { name: 'cluster-admin' } }),
      /cluster role "cluster-admin" can’t/,
    ],
    ['roles', 'edit', mallory, binding(home, { role: { name: 'edit' } }), /cluster role "edit" can’t/],
    [
      'groups',
      'everybody',
      mallory,
      binding(home, { subjects: group('system:authenticated') }),
      /groups that begin/,
    ],
    [
      'groups',
      'accounts of a namespace',
      mallory,
      binding(home, { subjects: group(`system:serviceaccounts:${foreign}`) }),
      /groups that begin/,
    ],
    [
      'users',
      'nobody in particular',
      mallory,
      binding(home, { subjects: user('system:anonymous') }),
      /users that begin/,
    ],
    [
      'users',
      'a foreign account as a user',
      mallory,
      binding(home, { subjects: user(`system:serviceaccount:${foreign}:builder`) }),
      /users that begin/,
    ],
    [
      'accounts',
      'a foreign account',
      mallory,
      binding(home, { subjects: account(foreign) }),
      /accounts of other namespaces/,
    ],
    [
      'group system:masters',
      'an administrator may',
      administrator,
      binding(home, { role: { name: 'edit' } }),
      null,
    ],
    ['', 'a colleague', mallory, binding(home), null],
    ['', 'a group of the company', mallory, binding(home, { subjects: group('oidc:payments') }), null],
    ['', 'an account of the namespace', mallory, binding(home, { subjects: account(home) }), null],
    [
      '',
      'the same, written as a user',
      mallory,
      binding(home, { subjects: user(`system:serviceaccount:${home}:builder`) }),
      null,
    ],
    ['', 'a role of the namespace', mallory, binding(home, { role: { kind: 'Role', name: 'own' } }), null],
  ]);
}
