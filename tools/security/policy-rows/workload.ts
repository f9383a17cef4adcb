import { type Act, patch, post } from '../act-as.ts';
import { administrator, controller, mallory, type PolicyWorld } from '../policy-world.ts';
import { type PolicyRow, rowsOf } from './row.ts';

const good = 'ghcr.io/acme/app:1';

/** A pod that restricted Pod Security and the rules of the world admit, changed as the row says. */
export function podSpec(changes: { image?: string; container?: object; spec?: object } = {}): object {
  const securityContext = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
  const container = { name: 'app', image: changes.image ?? good, imagePullPolicy: 'Always', securityContext };
  return {
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [{ ...container, ...changes.container }],
    ...changes.spec,
  };
}

const resources = { requests: { storage: '1Gi' } };
const claim = (changes: object) => ({
  accessModes: ['ReadWriteOnce'],
  storageClassName: 'fast',
  resources,
  ...changes,
});

export function workloadRows({ home, warned, audited }: PolicyWorld): PolicyRow[] {
  const core = (plural: string, body: object, namespace = home) =>
    post(`/api/v1/namespaces/${namespace}/${plural}`, body);
  const metadata = { name: 'extra' };
  const pod = (changes: Parameters<typeof podSpec>[0], namespace = home) =>
    core('pods', { metadata, spec: podSpec(changes) }, namespace);
  const volume = (source: object) => pod({ spec: { volumes: [{ name: 'data', ...source }] } });
  const labels = { app: 'x' };
  const template = (image: string) => ({ metadata: { labels }, spec: podSpec({ image }) });
  const apps = (plural: string, more: object = {}, image = 'evil.example/x') =>
    post(`/apis/apps/v1/namespaces/${home}/${plural}`, {
      metadata,
      spec: { selector: { matchLabels: labels }, template: template(image), ...more },
    });
  const once = (image: string) => ({
    metadata: { labels },
    spec: podSpec({ image, spec: { restartPolicy: 'Never' } }),
  });
  const batch = (plural: string, spec: object) =>
    post(`/apis/batch/v1/namespaces/${home}/${plural}`, { metadata, spec });
  const storage = (changes: object) => core('persistentvolumeclaims', { metadata, spec: claim(changes) });
  const ingress = (spec: object, annotations = {}) =>
    post(`/apis/networking.k8s.io/v1/namespaces/${home}/ingresses`, {
      metadata: { ...metadata, annotations },
      spec: { defaultBackend: { service: { name: 'x', port: { number: 80 } } }, ...spec },
    });
  const debug: Act = {
    ...patch(`/api/v1/namespaces/${home}/pods/old/ephemeralcontainers`, {
      spec: {
        ephemeralContainers: [
          {
            ...(podSpec({ image: 'evil.example/x' }) as { containers: object[] }).containers[0],
            name: 'debug',
          },
        ],
      },
    }),
    type: 'strategic-patch',
  };
  const foreign = /is not from an allowed registry/;
  const images = [
    'evil.example/x',
    'ghcr.io/acmevil/app',
    'ghcr.io/acme',
    'acme/app',
    'quay.io/acme/toolbox',
    'quay.io:443/acme/tool',
    'docker.io/evil/x',
    'localhost/library/nginx',
    'docker.io.evil.example/library/nginx',
  ];
  const allowed = [
    'nginx',
    'nginx:1.27',
    'docker.io/nginx',
    'library/nginx',
    'ghcr.io/acme/deep/app@sha256:'.concat('0'.repeat(64)),
    'quay.io/acme/tool:2',
    'quay.io/acme/tool',
  ];
  const template2 = (storageClassName: string) =>
    apps(
      'statefulsets',
      {
        serviceName: 'x',
        volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: claim({ storageClassName }) }],
      },
      good,
    );
  return rowsOf('workload', [
    ...images.map((image) => ['registries', `the image ${image}`, mallory, pod({ image }), foreign] as const),
    [
      'registries',
      'an init container',
      mallory,
      pod({
        spec: {
          initContainers: [
            {
              ...(podSpec({ image: 'evil.example/x' }) as { containers: object[] }).containers[0],
              name: 'init',
            },
          ],
        },
      }),
      foreign,
    ],
    ['registries', 'a debug container', mallory, debug, foreign],
    [
      'registries',
      'an image volume',
      mallory,
      volume({ image: { reference: 'evil.example/x', pullPolicy: 'Always' } }),
      foreign,
    ],
    ...['deployments', 'daemonsets', 'replicasets'].map(
      (plural) => ['registries', `in ${plural}`, mallory, apps(plural), foreign] as const,
    ),
    ['registries', 'in a stateful set', mallory, apps('statefulsets', { serviceName: 'x' }), foreign],
    ['registries', 'in a job', mallory, batch('jobs', { template: once('evil.example/x') }), foreign],
    [
      'registries',
      'in a cron job',
      mallory,
      batch('cronjobs', {
        schedule: '* * * * *',
        jobTemplate: { spec: { template: once('evil.example/x') } },
      }),
      foreign,
    ],
    [
      'pull-policy',
      'an image kept on the node',
      mallory,
      pod({ container: { imagePullPolicy: 'IfNotPresent' } }),
      /Set imagePullPolicy to Always/,
    ],
    [
      'volume-types',
      'a secret as a volume',
      mallory,
      volume({ secret: { secretName: 'x' } }),
      /volume "data" is of a type/,
    ],
    [
      'priority-classes',
      'a priority over others',
      mallory,
      pod({ spec: { priorityClassName: 'system-cluster-critical' } }),
      /priority class "system-cluster-critical" is not/,
    ],
    [
      'storage-classes',
      'another storage class',
      mallory,
      storage({ storageClassName: 'slow' }),
      /storage class "slow" is not/,
    ],
    [
      'storage-classes',
      'no storage class',
      mallory,
      storage({ storageClassName: '' }),
      /storage class "" is not/,
    ],
    ['storage-classes', 'in a stateful set', mallory, template2('slow'), /storage class "slow" is not/],
    [
      'storage-classes',
      'of an ephemeral volume',
      mallory,
      volume({ ephemeral: { volumeClaimTemplate: { spec: claim({ storageClassName: 'slow' }) } } }),
      /storage class "slow" is not/,
    ],
    [
      'existing-volumes',
      'somebody else’s volume',
      mallory,
      storage({ volumeName: 'pv-of-others' }),
      /existing volume/,
    ],
    [
      'existing-volumes',
      'a volume by its labels',
      mallory,
      storage({ selector: { matchLabels: { team: 'x' } } }),
      /existing volume/,
    ],
    [
      'existing-volumes',
      'a volume given later',
      mallory,
      patch(`/api/v1/namespaces/${home}/persistentvolumeclaims/old`, {
        spec: { volumeName: 'pv-of-others' },
      }),
      /existing volume/,
    ],
    [
      'ingress-classes',
      'another ingress class',
      mallory,
      ingress({ ingressClassName: 'public' }),
      /ingress class "public" is not/,
    ],
    [
      'ingress-classes',
      'by the old annotation',
      mallory,
      ingress({}, { 'kubernetes.io/ingress.class': 'public' }),
      /ingress class "public" is not/,
    ],
    ['ingress-classes', 'no ingress class', mallory, ingress({}), /ingress class "" is not/],
    ['group system:masters', 'an administrator may', administrator, pod({ image: 'evil.example/x' }), null],
    ...allowed.map((image) => ['', `the image ${image}`, mallory, pod({ image }), null] as const),
    ['', 'an allowed deployment', mallory, apps('deployments', {}, good), null],
    ['', 'allowed volumes', mallory, volume({ emptyDir: {} }), null],
    [
      '',
      'an old pod labelled',
      mallory,
      patch(`/api/v1/namespaces/${home}/pods/old`, { metadata: { labels } }),
      null,
    ],
    ['', 'allowed storage', mallory, storage({}), null],
    ['', 'allowed storage in a stateful set', mallory, template2('fast'), null],
    ['', 'an allowed ingress class', mallory, ingress({ ingressClassName: 'nginx' }), null],
    [
      '',
      'the binder gives a claim its volume',
      controller('volumeBinder'),
      patch(`/api/v1/namespaces/${home}/persistentvolumeclaims/old`, { spec: { volumeName: 'pv-1' } }),
      null,
    ],
    [
      '',
      'an old deployment scaled',
      mallory,
      patch(`/apis/apps/v1/namespaces/${home}/deployments/old`, { spec: { replicas: 2 } }),
      null,
    ],
    ['', 'in a class that warns', mallory, pod({ image: 'evil.example/x' }, warned), null],
    ['', 'in a class that audits', mallory, pod({ image: 'evil.example/x' }, audited), null],
  ]);
}
