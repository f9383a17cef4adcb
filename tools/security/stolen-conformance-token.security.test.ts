import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { podAttempt } from '#lib/conformance/pods.ts';
import { runEnvironment } from '#lib/conformance/run-environment.ts';
import { connectConformance } from '#lib/conformance/runtime/connect.ts';
import { loadConnection } from '#lib/k8s/connection.ts';
import { type Call, createTransport, type Transport } from '#lib/k8s/transport.ts';
import { syntheticTenant } from '#lib/provisioner/policies/identities.ts';
import { testCluster } from '#tools/test/cluster.ts';
import { addEnvironment, addTeam, type TestEnvironment } from '#tools/test/environment.ts';
import { recordFigure } from '#tools/test/figures.ts';
import { type ProvisionerStage, setStage } from '#tools/test/provisioner.ts';
import { until } from '#tools/test/until.ts';
import { takeAway } from './take-away.ts';

let stage: ProvisionerStage;
let environment: TestEnvironment;
let thief: Transport;
let asTenant: Transport;
const opened: Transport[] = [];

/** The stolen token, used as somebody else. */
async function impersonating(user: string): Promise<Transport> {
  const connection = await loadConnection(testCluster().conformanceKubeconfig);
  const transport = createTransport({ ...connection, impersonate: user });
  opened.push(transport);
  return transport;
}

beforeAll(async () => {
  stage = await setStage();
  thief = createTransport(await loadConnection(testCluster().conformanceKubeconfig));
  opened.push(thief);
  asTenant = await impersonating(syntheticTenant);
  const provisioner = await stage.start();
  environment = await addEnvironment(stage.database, await addTeam(stage.database));
  await stage.untilCondition(environment.id, 'Ready', 'True');
  await provisioner.stop();
  await stage.transport.call({
    method: 'POST',
    path: at('/api/v1', 'secrets'),
    body: { metadata: { name: 'precious' }, stringData: { word: 'canary' } },
  });
});
afterAll(async () => {
  for (const transport of opened) await transport.close();
  await stage.close();
});

const at = (root: string, rest: string, namespace = environment.namespace) =>
  `${root}/namespaces/${namespace}/${rest}`;
const network = '/apis/networking.k8s.io/v1';
const rbac = '/apis/rbac.authorization.k8s.io/v1';
const admission = '/apis/admissionregistration.k8s.io/v1';
const merge = 'application/merge-patch+json';
const metadata = { generateName: 'stolen-' };
// A pod that everything but the fence admits.
const pod = () => podAttempt(environment.spec).body ?? {};
const fenced = /bailiwick\/conformance-fence: /;
const unauthorized = /cannot \w+ resource/;

type Goal = [goal: string, call: () => Call, refused: RegExp];

const get = (path: string): Call => ({ method: 'GET', path });
const post = (path: string, body: object): Call => ({ method: 'POST', path, body });
const patch = (path: string, body: object): Call => ({ method: 'PATCH', path, body, contentType: merge });

/** What neither the ServiceAccount nor the synthetic tenant may do. */
const goals: Goal[] = [
  ['read secrets', () => get(at('/api/v1', 'secrets')), unauthorized],
  ['read one secret', () => get(at('/api/v1', 'secrets/precious')), unauthorized],
  [
    'read a secret by a dry run',
    () => patch(`${at('/api/v1', 'secrets/precious')}?dryRun=All`, { metadata: { labels: { a: 'b' } } }),
    unauthorized,
  ],
  ['read what tenants wrote', () => get(at('/api/v1', 'configmaps')), unauthorized],
  [
    'read a ConfigMap by a dry run',
    () => patch(`${at('/api/v1', 'configmaps/kube-root-ca.crt')}?dryRun=All`, { data: { a: 'b' } }),
    unauthorized,
  ],
  ['read logs', () => get(at('/api/v1', 'pods/app/log')), unauthorized],
  ['run a command', () => post(at('/api/v1', 'pods/app/exec?command=id'), {}), unauthorized],
  ['make a token', () => post(at('/api/v1', 'serviceaccounts/default/token'), {}), unauthorized],
  ['make a namespace', () => post('/api/v1/namespaces', { metadata }), unauthorized],
  ['make a cluster role', () => post(`${rbac}/clusterroles`, { metadata, rules: [] }), unauthorized],
  [
    'widen its own role',
    () => patch(`${rbac}/clusterroles/bailiwick-conformance`, { rules: [] }),
    unauthorized,
  ],
  [
    'take its fence away',
    () => ({
      method: 'DELETE',
      path: `${admission}/validatingadmissionpolicies/bailiwick-conformance-fence`,
    }),
    unauthorized,
  ],
  [
    'unbind its fence',
    () => ({
      method: 'DELETE',
      path: `${admission}/validatingadmissionpolicybindings/bailiwick-conformance-fence`,
    }),
    unauthorized,
  ],
  ['raise the quota', () => patch(at('/api/v1', 'resourcequotas/bailiwick'), { spec: {} }), unauthorized],
];

/** What the synthetic tenant has the right to, and the fence refuses. */
const fencedGoals: Goal[] = [
  ['make a pod', () => post(at('/api/v1', 'pods'), pod()), fenced],
  ['make a ConfigMap', () => post(at('/api/v1', 'configmaps'), { metadata }), fenced],
  [
    'make a service',
    () => post(at('/api/v1', 'services'), { metadata, spec: { ports: [{ port: 80 }] } }),
    fenced,
  ],
  ['make a role', () => post(at(rbac, 'roles'), { metadata, rules: [] }), fenced],
  [
    'delete a network policy of a tenant',
    () => ({ method: 'DELETE', path: at(network, 'networkpolicies/own') }),
    fenced,
  ],
  [
    'change a network policy of a tenant',
    () => patch(at(network, 'networkpolicies/own'), { metadata: { labels: { a: 'b' } } }),
    fenced,
  ],
  [
    'try in kube-system',
    () => post(`${at('/api/v1', 'configmaps', 'kube-system')}?dryRun=All`, { metadata }),
    fenced,
  ],
  [
    'try in Bailiwick’s own namespace',
    () => post(`${at('/api/v1', 'configmaps', 'bailiwick-system')}?dryRun=All`, { metadata }),
    fenced,
  ],
  ['make a pod in kube-system', () => post(at('/api/v1', 'pods', 'kube-system'), pod()), fenced],
];

/** Whom the token could wish to be. */
const others = [
  'bailiwick-local-admin',
  'oidc:somebody',
  'system:kube-controller-manager',
  'system:serviceaccount:bailiwick-system:provisioner',
];

let reached = 0;
async function refused(transport: Transport, call: Call): Promise<string> {
  try {
    await transport.call(call);
    reached += 1;
    return 'was done';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function everything(): Promise<string> {
  const paths = [
    ...['pods', 'configmaps', 'services', 'secrets', 'serviceaccounts', 'resourcequotas'].map((kind) =>
      at('/api/v1', kind),
    ),
    at(network, 'networkpolicies'),
    ...['roles', 'rolebindings'].map((kind) => at(rbac, kind)),
    ...['configmaps', 'pods'].map((kind) => at('/api/v1', kind, 'kube-system')),
    `${admission}/validatingadmissionpolicies`,
    `${admission}/validatingadmissionpolicybindings`,
    `${rbac}/clusterroles`,
  ];
  const lists = await Promise.all(paths.map((path) => stage.transport.call({ method: 'GET', path })));
  const items = lists.flatMap((list) => (list as { items: { metadata: { uid: string } }[] }).items);
  return items
    .map(({ metadata: { uid } }) => uid)
    .sort()
    .join();
}

describe('who steals the conformance token', () => {
  let before: string;
  beforeAll(async () => {
    const spec = { podSelector: { matchLabels: { app: 'db' } }, policyTypes: ['Ingress'] };
    await stage.transport.call(post(at(network, 'networkpolicies'), { metadata: { name: 'own' }, spec }));
    before = await everything();
  });

  test.each(goals)('can’t %s', async (_goal, call, message) => {
    expect(await refused(thief, call())).toMatch(message);
    expect(await refused(asTenant, call())).toMatch(message);
  });

  test.each(fencedGoals)('can’t %s as the synthetic tenant', async (_goal, call, message) => {
    expect(await refused(asTenant, call())).toMatch(message);
    expect(await refused(thief, call())).toMatch(unauthorized);
  });

  test.each(others)('can’t become %s', async (user) => {
    const other = await impersonating(user);
    expect(await refused(other, get('/api/v1/namespaces'))).toMatch(/cannot impersonate resource/);
  });

  test('leaves the cluster as it was', async () => {
    expect(await everything()).toBe(before);
    expect(reached).toBe(0);
    const tried = goals.length + fencedGoals.length + others.length;
    recordFigure('stolen conformance token: goals reached', `${reached}/${tried}`);
  });
});

test('without the fence no run begins', async () => {
  const port = await connectConformance(testCluster().conformanceKubeconfig);
  const path = `${admission}/validatingadmissionpolicybindings/bailiwick-conformance-fence`;
  const { namespace, spec } = environment;
  const begins = async () => 'results' in (await runEnvironment(namespace, spec, port));
  const putBack = await takeAway(stage.transport, path);
  try {
    const stopped = async () => !(await begins());
    await until(stopped, { deadlineMs: 30_000, what: 'the runner to refuse' });
    const outcome = await runEnvironment(namespace, spec, port);
    expect(outcome).toEqual({ problem: expect.stringContaining('npm run cluster:install') });
  } finally {
    await putBack();
    await until(begins, { deadlineMs: 30_000, what: 'the runner to begin again' });
    await port.close();
  }
});
