import { type Act, patch, post } from '../act-as.ts';
import { mallory, type PolicyWorld, provisioner } from '../policy-world.ts';
import { environmentNamespace } from './namespaces.ts';
import { binding } from './objects.ts';
import { type PolicyRow, rowsOf } from './row.ts';

const managed = { 'app.kubernetes.io/managed-by': 'bailiwick' };

/** The provisioner has every right in this world: what refuses it is the fence alone. */
export function portalFenceRows({ home, plain, team, foreign }: PolicyWorld): PolicyRow[] {
  const core = (namespace: string) => `/api/v1/namespaces/${namespace}`;
  const own = { ...managed, 'bailiwick.dev/team': team, 'bailiwick.dev/environment': 'deny' };
  const limits = (namespace: string, labels: Record<string, string>) =>
    post(`${core(namespace)}/limitranges`, { metadata: { name: 'extra', labels }, spec: { limits: [] } });
  const configMap = post(`${core(home)}/configmaps`, { metadata: { name: 'extra', labels: own } });
  const namespace = (...args: Parameters<typeof environmentNamespace>) =>
    post('/api/v1/namespaces', environmentNamespace(...args));
  const remove = (path: string): Act => ({ method: 'DELETE', path });
  const bind = (changes: Parameters<typeof binding>[1]) => binding(home, { labels: own, ...changes });
  const subject = (kind: string, name: string) => [{ apiGroup: 'rbac.authorization.k8s.io', kind, name }];
  const account = (name: string, automountServiceAccountToken: boolean) =>
    post(`${core(home)}/serviceaccounts`, { metadata: { name, labels: own }, automountServiceAccountToken });
  const quotaStatus = (name: string, status: object) =>
    patch(`${core(home)}/resourcequotas/${name}/status`, { status });
  const roots = '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings';
  return rowsOf('portal-fence', [
    ['kinds', 'a config map', provisioner, configMap, /this kind of object/],
    ['kinds', 'a pod', provisioner, remove(`${core(home)}/pods`), /this kind of object/],
    [
      'kinds',
      'a secret',
      provisioner,
      post(`${core(home)}/secrets`, { metadata: { name: 'x', labels: own } }),
      /this kind of object/,
    ],
    [
      'kinds',
      'a cluster role binding',
      provisioner,
      remove(`${roots}/security-test-everything`),
      /this kind of object/,
    ],
    [
      'kinds',
      'the status of a namespace',
      provisioner,
      patch(`${core(home)}/status`, { status: { phase: 'Active' } }),
      /this kind of object/,
    ],
    [
      'kinds',
      'a token',
      provisioner,
      post(`${core(home)}/serviceaccounts/default/token`, { spec: {} }),
      /this kind of object/,
    ],
    ['inside', 'limits in kube-system', provisioner, limits('kube-system', managed), /only in namespaces of/],
    [
      'inside',
      'limits in a namespace of nobody',
      provisioner,
      limits(plain, managed),
      /only in namespaces of/,
    ],
    ['labels', 'limits without an owner', provisioner, limits(home, {}), /owner labels/],
    [
      'labels',
      'limits of another team',
      provisioner,
      limits(home, { ...own, 'bailiwick.dev/team': `${team}x` }),
      /owner labels/,
    ],
    [
      'names',
      'a name that the labels do not say',
      provisioner,
      namespace(team, 'new', `${team}-other`),
      /named after/,
    ],
    ['names', 'a reserved name', provisioner, namespace('kube', 'new'), /named after/],
    ['names', 'the portal’s own', provisioner, namespace('bailiwick', 'new'), /named after/],
    [
      'foreign',
      'a namespace of nobody taken',
      provisioner,
      patch(core(plain), environmentNamespace(team, 'plain')),
      /not of Bailiwick/,
    ],
    ['foreign', 'a namespace of nobody deleted', provisioner, remove(core(plain)), /not of Bailiwick/],
    [
      'pod-security',
      'privileged pods',
      provisioner,
      patch(core(home), { metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } } }),
      /Pod Security/,
    ],
    [
      'pod-security',
      'no level at all',
      provisioner,
      patch(core(home), { metadata: { labels: { 'pod-security.kubernetes.io/enforce': null } } }),
      /Pod Security/,
    ],
    [
      'roles',
      'a role of the namespace',
      provisioner,
      bind({ role: { kind: 'Role', name: 'own' } }),
      /tenant roles only/,
    ],
    ['subjects', 'a group', provisioner, bind({ subjects: subject('Group', 'oidc:all') }), /only to people/],
    [
      'subjects',
      'somebody without the prefix',
      provisioner,
      bind({ subjects: subject('User', 'root') }),
      /only to people/,
    ],
    [
      'subjects',
      'the prefix alone',
      provisioner,
      bind({ subjects: subject('User', 'oidc:') }),
      /only to people/,
    ],
    ['accounts', 'another account', provisioner, account('builder', false), /only the default account/],
    [
      'accounts',
      'tokens in pods',
      provisioner,
      patch(`${core(home)}/serviceaccounts/default`, { automountServiceAccountToken: true }),
      /only the default account/,
    ],
    [
      'first-status',
      'a used quota made fresh',
      provisioner,
      quotaStatus('counted', { used: { pods: '0' } }),
      /only once/,
    ],
    [
      'zero-used',
      'a first status of its own',
      provisioner,
      quotaStatus('fresh', { hard: { pods: '5' } }),
      /nothing is used/,
    ],
    [
      'zero-used',
      'a first status that counts',
      provisioner,
      quotaStatus('fresh', { used: { pods: '5' } }),
      /nothing is used/,
    ],
    [
      'is-provisioner',
      'others are not held',
      mallory,
      post(`${core(plain)}/configmaps`, { metadata: { name: 'extra' } }),
      null,
    ],
    ['', 'a binding', provisioner, bind({}), null],
    ['', 'a foreign quota pruned', provisioner, remove(`${core(home)}/resourcequotas/fresh`), null],
    ['', 'an environment deleted', provisioner, remove(core(foreign)), null],
    [
      '',
      'the class of an environment',
      provisioner,
      patch(core(home), { metadata: { labels: { 'bailiwick.dev/class': 'dev' } } }),
      null,
    ],
  ]);
}
