import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultGuardrails } from '../default-guardrails.ts';
import type { Guardrails } from '../guardrails.ts';
import { formatQuantity, parseQuantity } from '../quantity.ts';
import { classRuleObstacles } from './class-rules.ts';
import { containerLimitObstacles } from './container-limits.ts';
import type { CheckedPod } from './pod.ts';
import { podSecurityObstacles } from './pod-security.ts';
import { shrinkObstacles } from './shrink.ts';

const pod = (name: string, spec: Partial<CheckedPod['spec']> = {}): CheckedPod => ({
  metadata: { name },
  spec: { containers: [{ name: 'app', image: 'busybox:1' }], ...spec },
});
const of = (image: string) => pod('web', { containers: [{ name: 'app', image }] });
const rules = (changes: Partial<Guardrails>): Guardrails => ({ ...defaultGuardrails, ...changes });

test.each<[string, CheckedPod, Partial<Guardrails>, boolean]>([
  ['Docker’s own', of('busybox:1'), { registries: ['docker.io/library/'] }, false],
  ['a user’s at Docker', of('acme/web'), { registries: ['docker.io/library'] }, true],
  ['a registry', of('ghcr.io/acme/web@sha256:0'), { registries: ['ghcr.io/acme/'] }, false],
  ['a name that only begins alike', of('ghcr.io/acme-evil/web'), { registries: ['ghcr.io/acme'] }, true],
  ['a whole image with its tag', of('ghcr.io/acme/web:2'), { registries: ['ghcr.io/acme/web'] }, false],
  ['no registry at all', of('busybox'), { registries: [] }, true],
  ['every registry', of('anywhere.test/x'), { registries: null }, false],
  [
    'an image volume',
    pod('web', { volumes: [{ name: 'v', image: { reference: 'evil.test/x' } }] }),
    { registries: ['docker.io/'], volumeTypes: ['image'] },
    true,
  ],
  ['not pulled each time', of('busybox'), { imagePullPolicy: 'Always' }, true],
  ['a volume type', pod('web', { volumes: [{ name: 'v', nfs: {} }] }), {}, true],
  ['an allowed volume type', pod('web', { volumes: [{ name: 'v', emptyDir: {} }] }), {}, false],
  ['a priority class', pod('web', { priorityClassName: 'high' }), {}, true],
  [
    'an allowed priority class',
    pod('web', { priorityClassName: 'high' }),
    { priorityClasses: ['high'] },
    false,
  ],
  ['a class that only warns', of('busybox'), { registries: [], mode: 'warn' }, false],
])('class rules: %s', (_what, running, changes, isFound) => {
  const open = rules({ registries: null, priorityClasses: null, volumeTypes: ['nfs', 'emptyDir', 'image'] });
  const found = classRuleObstacles([running], open, rules(changes));
  expect(found.map(({ names }) => names)).toEqual(isFound ? [['pod web']] : []);
});

test('what the present class refuses already is no news, unless it only told of it', () => {
  const strict = rules({ registries: [] });
  expect(classRuleObstacles([pod('web')], strict, strict)).toEqual([]);
  expect(classRuleObstacles([pod('web')], { ...strict, mode: 'audit' }, strict)).toHaveLength(1);
});

test('containers beyond the next limit and within the present one', () => {
  const sized = pod('web', {
    containers: [{ name: 'app', resources: { limits: { cpu: '2', memory: '1Gi' } } }],
  });
  const most = { cpu: '4', memory: '8Gi', 'ephemeral-storage': '10Gi' };
  const found = containerLimitObstacles([sized, pod('idle')], most, { ...most, cpu: '1500m' });
  expect(found.map(({ text, names }) => [text, names])).toEqual([
    [expect.stringContaining('at most 1.5 CPU of cpu'), ['pod web']],
  ]);
  expect(containerLimitObstacles([sized], { ...most, cpu: '1' }, { ...most, cpu: '500m' })).toEqual([]);
});

test('the API server’s warnings of pods that a level would refuse', () => {
  const found = podSecurityObstacles([
    'existing pods in namespace "payments-dev" violate the new PodSecurity enforce level "restricted:v1.36"',
    'web-1 (and 2 other pods): runAsNonRoot != true, seccompProfile',
    'db-0: host namespaces',
    'something \u202eelse',
  ]);
  expect(found.map(({ names, more }) => [names, more])).toEqual([
    [['pod web-1'], 2],
    [['pod db-0'], 0],
  ]);
  expect(found[0]?.text).toContain('“restricted” does not allow: runAsNonRoot != true, seccompProfile.');
  expect(podSecurityObstacles(['db-0: host namespaces'])).toEqual([]);
});

test('a shrink names what takes most first, and what has to be given back', () => {
  const takers = [
    { name: 'pod a', amount: parseQuantity('500m') },
    { name: 'pod b', amount: parseQuantity('1') },
    { name: 'pod idle', amount: parseQuantity('0') },
  ];
  expect(
    shrinkObstacles({ 'requests.cpu': '1', pods: '9' }, { 'requests.cpu': '1500m', pods: '2' }, () => takers),
  ).toEqual([
    {
      topic: 'quota',
      text: 'CPU requests: 1.5 CPU are in use and 1 CPU would be left. What runs goes on, but nothing new starts until 0.5 CPU are given back.',
      names: ['pod b (1 CPU)', 'pod a (0.5 CPU)'],
      more: 0,
    },
  ]);
});

test('a key is an obstacle exactly where more is used than would be left, to the nano', () => {
  const nano = fc.bigInt({ min: 0n, max: 10_000_000_000n });
  fc.assert(
    fc.property(nano, nano, (hard, used) => {
      const text = (amount: bigint) => formatQuantity({ nano: amount, format: 'decimalSI' });
      const found = shrinkObstacles({ pods: text(hard) }, { pods: text(used) }, () => []);
      expect(found.length).toBe(used > hard ? 1 : 0);
    }),
  );
});

test('many names are cut, and counted', () => {
  const pods = Array.from({ length: 50 }, (_, index) => pod(`web-${String(index).padStart(2, '0')}`));
  const [found] = classRuleObstacles(pods, rules({}), rules({ registries: [] }));
  expect([found?.names.length, found?.more]).toEqual([20, 30]);
});
