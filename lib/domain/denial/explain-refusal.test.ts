import { expect, test } from 'vitest';
import { shippedClasses } from '../shipped-classes.ts';
import { type DenialContext, explainRefusal } from './explain-refusal.ts';
import { parseRefusal } from './parse-refusal.ts';

const spec = shippedClasses.find(({ slug }) => slug === 'qa')?.spec ?? expect.fail('There is no class qa.');
const explain = (text: string, context: Partial<DenialContext> = {}) => {
  const refusal = parseRefusal(`pods "web-1" is forbidden: ${text}`) ?? expect.fail('It is a refusal.');
  return explainRefusal(refusal, { spec, hard: {}, used: {}, ...context });
};
const full = (requested: string, used: string, limited: string, key = 'requests.cpu', quota = 'bailiwick') =>
  `exceeded quota: ${quota}, requested: ${key}=${requested}, used: ${key}=${used}, limited: ${key}=${limited}`;

test('the missing amount is exact, and the resize asks for what is granted plus that', () => {
  const { reason, resize } = explain(full('750m', '1500m', '2'));
  expect(reason).toBe(
    'CPU requests: it needs 0.75 CPU, 1.5 CPU of 2 CPU are in use, so 0.25 CPU more would do.',
  );
  expect(resize).toEqual({ label: 'Ask for +0.25 CPU', quota: { 'requests.cpu': '2250m' } });
});

test('what is granted and counted now goes before what was then', () => {
  const now = { hard: { 'requests.cpu': '3' }, used: { 'requests.cpu': '2900m' } };
  expect(explain(full('750m', '1500m', '2'), now).resize?.quota).toEqual({ 'requests.cpu': '3650m' });
});

test('where there is room by now, nothing is asked for', () => {
  const { advice, resize } = explain(full('750m', '1500m', '2'), { hard: { 'requests.cpu': '4' } });
  expect(resize).toBeNull();
  expect(advice).toMatch(/tries again by itself/);
});

test('several keys are asked for together', () => {
  const text =
    'exceeded quota: bailiwick, requested: pods=1,requests.memory=1Gi, used: pods=20,requests.memory=4Gi, limited: pods=20,requests.memory=4Gi';
  expect(explain(text).resize).toEqual({
    label: 'Ask for what is missing',
    quota: { pods: '21', 'requests.memory': '5Gi' },
  });
});

test.each([
  ['more than the class allows', full('64', '0', '2'), /The class allows at most 8 CPU of CPU requests/],
  [
    'a key that the class does not grant',
    full('1', '0', '0', 'count/leases.coordination.k8s.io'),
    /can’t be asked for/,
  ],
  ['a quota of somebody else', full('1', '2', '2', 'pods', 'theirs'), /theirs is not Bailiwick’s/],
])('%s is no wish that can be filled in', (_title, text, advice) => {
  const explanation = explain(text);
  expect(explanation.resize).toBeNull();
  expect(explanation.advice).toMatch(advice);
});

test('amounts that are no amounts ask for nothing', () => {
  expect(explain(full('lots', 'x', 'y')).resize).toBeNull();
});

test('Pod Security names the fields, and the YAML sets them once', () => {
  const text =
    'violates PodSecurity "restricted:v1.36": allowPrivilegeEscalation != false (containers "a", "b" must set securityContext.allowPrivilegeEscalation=false), hostPort (containers "a", "b" use hostPorts 80, 81), runAsNonRoot != true (pod or container "a" must set securityContext.runAsNonRoot=true), runAsUser=0 (container "a" must not set runAsUser=0)';
  const { reason, yaml } = explain(text);
  expect(reason).toMatch(
    /^Pod Security “restricted” does not allow: allowPrivilegeEscalation != false \(containers "a", "b"/,
  );
  expect(yaml).toBe(
    [
      '# leave out: hostPort of every port',
      'containers:',
      "  - name: '…' # each container, initContainers too",
      '    securityContext:',
      '      allowPrivilegeEscalation: false',
      '      runAsNonRoot: true',
      '      runAsUser: 1000',
      '',
    ].join('\n'),
  );
});

test('what was not said is written out with the defaults of the class', () => {
  const { yaml } = explain(
    'failed quota: bailiwick: must specify limits.cpu for: app; requests.cpu for: app,side: car',
  );
  expect(yaml).toContain("  - name: app\n    resources:\n      requests:\n        cpu: '50m'");
  expect(yaml?.match(/- name:/g)).toHaveLength(2);
});

test.each(['Back-off restarting failed container', '', 'pods "a" was fine', 'is forbidden: x'])(
  '“%s” tells of no refusal',
  (message) => expect(parseRefusal(message)).toBeNull(),
);

test.each([
  ['Error creating: ', ''],
  ['create Pod web-0 in StatefulSet web failed error: ', ''],
  ['(combined from similar events): Error creating job: ', ''],
])('what a controller says before it is left out: %s', (before) => {
  const refusal = parseRefusal(`${before}pods "web-0" is forbidden: ${full('1', '2', '2')}`);
  expect(refusal).toMatchObject({ resource: 'pods', denial: { kind: 'quota', quota: 'bailiwick' } });
});
