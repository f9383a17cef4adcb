import { expect, test } from 'vitest';
import { type ClassSpec, classSpecSchema } from './environment-class.ts';
import { shippedClasses } from './shipped-classes.ts';
import { classSpecProblems, countedKeys } from './shipped-classes-lint.ts';

test.each(shippedClasses)('$slug can be used as it is shipped', ({ spec }) => {
  expect(classSpecSchema.parse(spec)).toEqual(spec);
  expect(classSpecProblems(spec)).toEqual([]);
  for (const key of countedKeys) expect(spec.quota).toHaveProperty([key]);
});

const sound = shippedClasses[0]?.spec as ClassSpec;
const bounds = { min: '1', default: '2', max: '3' };
const cases: [string, (spec: ClassSpec) => void, string][] = [
  ['no bound on Secrets', (spec) => delete spec.quota.secrets, 'quota.secrets'],
  ['no quantity', (spec) => (spec.quota.pods = { ...bounds, min: 'few' }), 'quota.pods.min'],
  ['below zero', (spec) => (spec.quota.pods = { ...bounds, min: '-1' }), 'quota.pods.min'],
  ['default below minimum', (spec) => (spec.quota.pods = { ...bounds, min: '3' }), 'quota.pods.default'],
  ['maximum below default', (spec) => (spec.quota.pods = { ...bounds, max: '1' }), 'quota.pods.max'],
  [
    'request above limit',
    (spec) => (spec.containerDefaults.requests.cpu = '2'),
    'containerDefaults.requests.cpu',
  ],
  ['limit above the largest', (spec) => (spec.containerMax.cpu = '100m'), 'containerDefaults.limits.cpu'],
  [
    'no default at all',
    (spec) => (spec.containerDefaults.requests.memory = '0'),
    'containerDefaults.requests.memory',
  ],
  [
    'default request does not fit the smallest quota',
    (spec) => (spec.quota['requests.memory'] = { min: '64Mi', default: '1Gi', max: '2Gi' }),
    'containerDefaults.requests.memory',
  ],
  [
    'default limit does not fit the smallest quota',
    (spec) => (spec.quota['limits.cpu'] = { min: '100m', default: '1', max: '2' }),
    'containerDefaults.limits.cpu',
  ],
  [
    'node ports in the quota that the rules forbid',
    (spec) => (spec.quota['services.nodeports'] = { min: '0', default: '0', max: '2' }),
    'quota.services.nodeports.max',
  ],
  [
    'load balancers that the rules allow and the quota does not',
    (spec) => (spec.guardrails.loadBalancers = true),
    'quota.services.loadbalancers.max',
  ],
  [
    'a registry without its host, which no image matches',
    (spec) => (spec.guardrails.registries = ['ghcr.io/acme/', 'acme/']),
    'guardrails.registries.1',
  ],
];

test.each(['ghcr.io', 'ghcr.io/acme/', 'registry:5000/', 'localhost/x', 'docker.io/library/'])(
  'the registry %s is one',
  (entry) => {
    const spec = structuredClone(sound);
    spec.guardrails.registries = [entry];
    expect(classSpecProblems(spec)).toEqual([]);
  },
);

test.each(cases)('%s', (_, spoil, where) => {
  const spec = structuredClone(sound);
  spoil(spec);
  expect(classSpecProblems(spec).map(({ path }) => path.join('.'))).toContain(where);
});
