import { expect, test } from 'vitest';
import { formatQuantity } from '#lib/domain/quantity.ts';
import { type CountedPod, consumptionOf } from './consumption.ts';
import { type PodResources, podAmounts } from './pod-amounts.ts';

const container = (name: string, cpu: string, restartPolicy?: string) => ({
  ...{ name, resources: { requests: { cpu } } },
  ...(restartPolicy === undefined ? {} : { restartPolicy }),
});
const cpuOf = (spec: PodResources) => {
  const amount = podAmounts(spec, 'requests').get('cpu');
  return amount === undefined ? null : formatQuantity(amount);
};

// The rules of https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers
test.each<[string, PodResources, string | null]>([
  ['containers together', { containers: [container('a', '100m'), container('b', '200m')] }, '300m'],
  [
    'an init container that needs more',
    { containers: [container('a', '100m')], initContainers: [container('i', '1'), container('j', '2')] },
    '2',
  ],
  [
    'an init container that needs less',
    { containers: [container('a', '1')], initContainers: [container('i', '500m')] },
    '1',
  ],
  [
    'a sidecar beside the containers',
    { containers: [container('a', '1')], initContainers: [container('s', '200m', 'Always')] },
    '1200m',
  ],
  [
    'an init container after a sidecar',
    {
      containers: [container('a', '100m')],
      initContainers: [container('s', '200m', 'Always'), container('i', '1')],
    },
    '1200m',
  ],
  ['an overhead', { containers: [container('a', '1')], overhead: { cpu: '250m' } }, '1250m'],
  ['the pod as a whole', { containers: [container('a', '1')], resources: { requests: { cpu: '3' } } }, '3'],
  ['nothing said', { containers: [{ name: 'a' }], overhead: { cpu: '250m' } }, null],
])('a pod takes: %s', (_title, spec, cpu) => expect(cpuOf(spec)).toBe(cpu));

const pod = (name: string, over: Partial<CountedPod['metadata']> = {}, phase = 'Running'): CountedPod => ({
  metadata: { name, ...over },
  spec: { containers: [container('a', '100m')] },
  status: { phase },
});
const owned = (kind: string, name: string) => ({ ownerReferences: [{ kind, name, controller: true }] });

test('pods count for their Deployment, StatefulSet or Job; those that are done count for nobody', () => {
  const hash = { labels: { 'pod-template-hash': '5d9f' } };
  const pods = [
    pod('web-5d9f-a', { ...owned('ReplicaSet', 'web-5d9f'), ...hash }),
    pod('web-5d9f-b', { ...owned('ReplicaSet', 'web-5d9f'), ...hash }, 'Pending'),
    pod('web-5d9f-c', { ...owned('ReplicaSet', 'web-5d9f'), ...hash }, 'Succeeded'),
    pod('db-0', owned('StatefulSet', 'db')),
    pod('run-x', owned('Job', 'run')),
    pod('alone-x', owned('ReplicaSet', 'alone')),
    pod('bare'),
  ];
  const claims = [{ metadata: { name: 'data-db-0' }, spec: { resources: { requests: { storage: '5Gi' } } } }];
  const all = consumptionOf(pods, claims, null);
  expect(
    all.map(
      ({ kind, name, requested }) => `${kind} ${name} ${requested.pods ?? requested['requests.storage']}`,
    ),
  ).toEqual([
    'Deployment web 2',
    'Job run 1',
    'PersistentVolumeClaim data-db-0 5Gi',
    'Pod bare 1',
    'ReplicaSet alone 1',
    'StatefulSet db 1',
  ]);
  expect(all[0]).toMatchObject({ requested: { 'requests.cpu': '200m' }, actual: null });
});

test('what is really used stands beside what was requested, and is unknown where nothing was measured', () => {
  const metrics = [
    { metadata: { name: 'bare' }, containers: [{ usage: { cpu: '12345678n', memory: '20Mi' } }] },
  ];
  const claims = [{ metadata: { name: 'data' }, spec: {} }];
  expect(consumptionOf([pod('bare')], claims, metrics)).toMatchObject([
    { kind: 'PersistentVolumeClaim', actual: null },
    { kind: 'Pod', actual: { cpu: '12345678n', memory: '20Mi' } },
  ]);
});
