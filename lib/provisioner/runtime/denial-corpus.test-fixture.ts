import { expect } from 'vitest';

/** Where an object is tried: in an environment as its owner, or in a namespace that was made for one sort of refusal. */
export type CorpusPlace = 'environment' | 'quota' | 'limits' | 'foreign' | 'webhook' | 'denying' | 'ending';

/** One object that the API server refuses; the test asks it why, and nothing here says how it answers. */
export interface CorpusCase {
  title: string;
  place: CorpusPlace;
  plural: string;
  body: object;
  /** What the answer must be read as. */
  means: object;
}

const tight = {
  allowPrivilegeEscalation: false,
  runAsNonRoot: true,
  capabilities: { drop: ['ALL'] },
  seccompProfile: { type: 'RuntimeDefault' },
};
const resources = { requests: { cpu: '10m', memory: '16Mi' }, limits: { cpu: '10m', memory: '16Mi' } };

/** A pod that every rule lets through, but for what is given. */
function pod(container: object = {}, spec: object = {}): object {
  return {
    metadata: { generateName: 'web-' },
    spec: {
      automountServiceAccountToken: false,
      ...spec,
      containers: [
        {
          name: 'app',
          image: 'docker.io/library/busybox:1',
          imagePullPolicy: 'Always',
          securityContext: tight,
          ...container,
        },
      ],
    },
  };
}

const insecure = (over: object) => pod({ securityContext: { ...tight, ...over } });
const sized = (requests: object, limits: object = requests) => pod({ resources: { requests, limits } });
const saying = (words: string) => ({
  // As the webhook of the tests reads it (tools/test/denying-webhook.ts).
  ...pod({ resources }),
  metadata: { generateName: 'web-', annotations: { 'acme.example/says': words } },
});
const volume = (source: object) => pod({ resources }, { volumes: [{ name: 'data', ...source }] });
const claim = (storage: string, storageClassName = 'standard') => ({
  metadata: { generateName: 'data-' },
  spec: { accessModes: ['ReadWriteOnce'], storageClassName, resources: { requests: { storage } } },
});
const service = (type: string) => ({
  metadata: { generateName: 'web-' },
  spec: { type, ports: [{ port: 80 }] },
});
const named = (data: object) => ({ metadata: { generateName: 'web-' }, ...data });

const quota = (name: string, ...shortages: unknown[][]) => ({
  kind: 'quota',
  quota: name,
  shortages: shortages.map(([key, requested, used, limited]) => ({ key, requested, used, limited })),
});
const unsaid = (...keys: string[]) => ({
  kind: 'unspecified',
  quota: 'full',
  missing: keys.map((key) => ({ key, containers: ['app'] })),
});
const limits = (...violations: (string | null)[][]) => ({
  kind: 'limits',
  violations: violations.map(([bound, resource, per, allowed, side, actual]) => ({
    ...{ bound, resource, per, allowed, side, actual },
  })),
});
const security = (...checks: string[]) => ({
  kind: 'pod-security',
  level: 'restricted',
  violations: checks.map((check) => ({ check, detail: expect.stringMatching(/[^)]$/) })),
});
const rule = (name: string, text: RegExp) => ({
  kind: 'policy',
  policy: `bailiwick-${name}`,
  rule: name,
  text: expect.stringMatching(text),
});
const invalid = (field: string) => ({ kind: 'invalid', field, text: expect.stringMatching(/./) });

const entry = (
  ...[place, plural, title, body, means]: [CorpusPlace, string, string, object, object]
): CorpusCase => ({ title, place, plural, body, means });
const home = (title: string, plural: string, body: object, means: object) =>
  entry('environment', plural, title, body, means);

export const corpus: readonly CorpusCase[] = [
  home(
    'more CPU than is left',
    'pods',
    sized({ cpu: '3', memory: '1Gi' }, { cpu: '4', memory: '1Gi' }),
    quota('bailiwick', ['requests.cpu', '3', '0', '2']),
  ),
  entry(
    'quota',
    'pods',
    'one pod too many',
    sized({ cpu: '10m', memory: '1Mi' }),
    quota('full', ['pods', '1', '0', '0']),
  ),
  entry(
    'quota',
    'pods',
    'CPU and memory too many',
    sized({ cpu: '1500m', memory: '3Gi' }),
    quota(
      'full',
      ['limits.cpu', '1500m', '0', '1'],
      ['limits.memory', '3Gi', '0', '2Gi'],
      ['pods', '1', '0', '0'],
      ['requests.cpu', '1500m', '0', '1'],
      ['requests.memory', '3Gi', '0', '2Gi'],
    ),
  ),
  entry(
    'quota',
    'pods',
    'nothing said where all must be said',
    pod(),
    unsaid('limits.cpu', 'limits.memory', 'requests.cpu', 'requests.memory'),
  ),
  entry(
    'quota',
    'pods',
    'CPU said, memory not',
    sized({ cpu: '10m' }),
    unsaid('limits.memory', 'requests.memory'),
  ),
  entry(
    'quota',
    'persistentvolumeclaims',
    'more storage than is left',
    claim('10Gi'),
    quota('full', ['requests.storage', '10Gi', '0', '5Gi']),
  ),
  entry(
    'quota',
    'persistentvolumeclaims',
    'more storage of one class',
    claim('2Gi', 'fast'),
    quota('full', ['fast.storageclass.storage.k8s.io/requests.storage', '2Gi', '0', '1Gi']),
  ),
  entry(
    'quota',
    'services',
    'no load balancers',
    service('LoadBalancer'),
    quota('full', ['services.loadbalancers', '1', '0', '0'], ['services.nodeports', '1', '0', '0']),
  ),
  entry(
    'quota',
    'services',
    'no node ports',
    service('NodePort'),
    quota('full', ['services.nodeports', '1', '0', '0']),
  ),
  entry(
    'quota',
    'configmaps',
    'no more ConfigMaps',
    named({ data: { a: 'b' } }),
    quota('full', ['configmaps', '1', expect.stringMatching(/^[01]$/), '0']),
  ),
  entry(
    'quota',
    'jobs',
    'no more jobs',
    named({
      spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'a', image: 'b' }] } } },
    }),
    quota('full', ['count/jobs.batch', '1', '0', '0']),
  ),
  home(
    'a container above the maximum',
    'pods',
    sized({ cpu: '100m', memory: '64Mi' }, { cpu: '64', memory: '64Gi' }),
    limits(
      ['maximum', 'cpu', 'Container', '4', 'limit', '64'],
      ['maximum', 'memory', 'Container', '8Gi', 'limit', '64Gi'],
    ),
  ),
  entry(
    'limits',
    'pods',
    'a container below the minimum',
    sized({ cpu: '1m', memory: '1Mi' }, { cpu: '1m', memory: '1Mi' }),
    limits(
      ['minimum', 'cpu', 'Container', '10m', 'request', '1m'],
      ['minimum', 'memory', 'Container', '4Mi', 'request', '1Mi'],
    ),
  ),
  entry(
    'limits',
    'pods',
    'neither limits nor requests',
    pod(),
    limits(['maximum', 'cpu', 'Pod', '2', 'limit', null], ['ratio', 'cpu', 'Container', '4', 'limit', null]),
  ),
  entry(
    'limits',
    'pods',
    'a limit far above the request',
    sized({ cpu: '50m', memory: '64Mi' }, { cpu: '500m', memory: '64Mi' }),
    limits(['ratio', 'cpu', 'Container', '4', 'limit', '10']),
  ),
  entry(
    'limits',
    'pods',
    'a pod above the maximum of pods',
    {
      ...pod({}, {}),
      spec: {
        containers: ['a', 'b', 'c'].map((name) => ({
          name,
          image: 'busybox',
          resources: { requests: { cpu: '900m', memory: '64Mi' }, limits: { cpu: '900m', memory: '64Mi' } },
        })),
      },
    },
    limits(['maximum', 'cpu', 'Pod', '2', 'limit', '2700m']),
  ),
  entry(
    'limits',
    'persistentvolumeclaims',
    'a claim above the maximum',
    claim('100Gi'),
    limits(['maximum', 'storage', 'PersistentVolumeClaim', '10Gi', 'request', '100Gi']),
  ),
  entry(
    'limits',
    'persistentvolumeclaims',
    'a claim below the minimum',
    claim('1Mi'),
    limits(['minimum', 'storage', 'PersistentVolumeClaim', '1Gi', 'request', '1Mi']),
  ),
  home(
    'a privileged container',
    'pods',
    insecure({ privileged: true }),
    invalid('spec.containers[0].securityContext'),
  ),
  home(
    'may raise its rights',
    'pods',
    insecure({ allowPrivilegeEscalation: true }),
    security('allowPrivilegeEscalation != false'),
  ),
  home(
    'capabilities not dropped',
    'pods',
    insecure({ capabilities: {} }),
    security('unrestricted capabilities'),
  ),
  home(
    'a capability added',
    'pods',
    insecure({ capabilities: { drop: ['ALL'], add: ['NET_ADMIN'] } }),
    security('unrestricted capabilities'),
  ),
  home('may run as root', 'pods', insecure({ runAsNonRoot: false }), security('runAsNonRoot != true')),
  home('runs as user 0', 'pods', insecure({ runAsUser: 0 }), security('runAsUser=0')),
  home('no seccomp profile', 'pods', insecure({ seccompProfile: undefined }), security('seccompProfile')),
  home(
    'nothing set at all',
    'pods',
    pod({ securityContext: undefined }),
    security(
      'allowPrivilegeEscalation != false',
      'unrestricted capabilities',
      'runAsNonRoot != true',
      'seccompProfile',
    ),
  ),
  home(
    'the network of the node',
    'pods',
    pod({ resources }, { hostNetwork: true }),
    security('host namespaces'),
  ),
  home('processes of the node', 'pods', pod({ resources }, { hostPID: true }), security('host namespaces')),
  home(
    'a directory of the node',
    'pods',
    volume({ hostPath: { path: '/etc' } }),
    security('restricted volume types'),
  ),
  home(
    'a port of the node',
    'pods',
    pod({ ports: [{ containerPort: 80, hostPort: 80 }] }),
    security('hostPort'),
  ),
  home(
    'an unsafe sysctl',
    'pods',
    pod({ resources }, { securityContext: { sysctls: [{ name: 'kernel.msgmax', value: '1' }] } }),
    security('forbidden sysctls'),
  ),
  home(
    'an image from elsewhere',
    'pods',
    pod({ image: 'registry.example/team/web:1' }),
    rule('workload', /^image "registry/),
  ),
  home(
    'an image that is not pulled each time',
    'pods',
    pod({ imagePullPolicy: 'IfNotPresent' }),
    rule('workload', /imagePullPolicy to Always/),
  ),
  home(
    'a volume of a type that is not allowed',
    'pods',
    volume({ downwardAPI: { items: [] } }),
    rule('workload', /^volume "data"/),
  ),
  home(
    'a file system of the network',
    'pods',
    volume({ nfs: { server: 'nfs.example', path: '/' } }),
    security('restricted volume types'),
  ),
  home(
    'a priority class that is not allowed',
    'pods',
    pod({ resources }, { priorityClassName: 'system-node-critical' }),
    rule('workload', /^priority class/),
  ),
  home(
    'a storage class that is not allowed',
    'persistentvolumeclaims',
    claim('1Gi', 'gold'),
    rule('workload', /^storage class "gold"/),
  ),
  home(
    'an ingress class that is not allowed',
    'ingresses',
    named({
      spec: {
        ingressClassName: 'public',
        defaultBackend: { service: { name: 'web', port: { number: 80 } } },
      },
    }),
    rule('workload', /^ingress class "public"/),
  ),
  home(
    'a service that reaches out',
    'services',
    service('LoadBalancer'),
    rule('service-exposure', /LoadBalancer/),
  ),
  home('a service account that is missing', 'pods', pod({ resources }, { serviceAccountName: 'robot' }), {
    kind: 'missing',
    what: 'ServiceAccount',
    name: 'robot',
  }),
  home('a priority class that is missing', 'pods', pod({ resources }, { priorityClassName: 'urgent' }), {
    kind: 'missing',
    what: 'PriorityClass',
    name: 'urgent',
  }),
  home('a runtime class that is missing', 'pods', pod({ resources }, { runtimeClassName: 'gvisor' }), {
    kind: 'missing',
    what: 'RuntimeClass',
    name: 'gvisor',
  }),
  home(
    'a request above its limit',
    'pods',
    sized({ cpu: '200m', memory: '64Mi' }, { cpu: '100m', memory: '64Mi' }),
    invalid('spec.containers[0].resources.requests'),
  ),
  home('a name that is no name', 'pods', { ...pod({ name: 'No_Name' }) }, invalid('spec.containers[0].name')),
  entry('foreign', 'pods', 'a rule of somebody else with words', pod({ image: 'busybox' }), {
    kind: 'policy',
    rule: null,
    text: 'Use our own base image.',
  }),
  entry('foreign', 'pods', 'a rule of somebody else without words', pod({ image: 'nginx' }), {
    kind: 'policy',
    rule: null,
    text: expect.stringMatching(/^failed expression/),
  }),
  entry('webhook', 'pods', 'a webhook that does not answer', pod({ resources }), {
    kind: 'webhook',
    webhook: 'check.acme.example',
    answered: false,
  }),
  ...[
    ['a webhook that says why', 'Use our own base image.', 'Use our own base image.'],
    ['a webhook that says it in several lines', 'Two rules:\n- "one"\n- two', 'Two rules: - "one" - two'],
    ['a webhook that refuses without a word', 'none', ''],
  ].map(([title = '', says = '', text]) =>
    entry('denying', 'pods', title, saying(says), {
      ...{ kind: 'webhook', webhook: 'guard.acme.example', answered: true, text },
    }),
  ),
  entry('denying', 'pods', 'a webhook that fails', saying('nonsense'), {
    ...{ kind: 'webhook', webhook: 'guard.acme.example', answered: false },
  }),
  entry('ending', 'pods', 'a namespace that is going away', pod({ resources }), { kind: 'terminating' }),
];
