import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultPackOptions } from '#lib/provisioner/policies/policy.ts';
import { listPolicies } from '#lib/provisioner/policies/registry.ts';
import { recordFigure } from '#tools/test/figures.ts';
import { until } from '#tools/test/until.ts';
import { type Identity, isAllowed } from './access-review.ts';
import { type Act, patch, post } from './act-as.ts';
import { discoverResources } from './discover-resources.ts';
import { environmentNamespace } from './policy-rows/namespaces.ts';
import { binding } from './policy-rows/objects.ts';
import { podSpec } from './policy-rows/workload.ts';
import { type PolicyStage, setPolicyStage } from './policy-stage.ts';
import { mallory, provisioner } from './policy-world.ts';

// Attacks that worked on products of this kind, against the real API server. No provisioner runs beside this suite: what
// holds here holds with the portal switched off. `mallory` and the provisioner have every right that roles can give.
let stage: PolicyStage;
let refused = 0;
beforeAll(async () => {
  stage = await setPolicyStage();
});
afterAll(async () => {
  recordFigure('attacks tried and refused', refused);
  await stage?.close();
});

async function expectRefusal(who: Identity, act: Act, reason: RegExp): Promise<void> {
  const { code, message } = await stage.cluster.act(who, act);
  expect([code, message]).toEqual([403, expect.stringMatching(reason)]);
  refused += 1;
}

const core = (namespace: string) => `/api/v1/namespaces/${namespace}`;
const label = (key: string, value: string) => ({ metadata: { labels: { [key]: value } } });
const service = (namespace: string, spec: object) =>
  post(`${core(namespace)}/services`, {
    metadata: { name: 'trap' },
    spec: { ports: [{ port: 80 }], ...spec },
  });

test('CVE-2026-41052: the owner of a team edits the Pod Security of its namespace', async () => {
  const { home, owner } = stage.world;
  const loosened = patch(core(home), label('pod-security.kubernetes.io/enforce', 'privileged'));
  await expectRefusal(owner, loosened, /cannot patch resource "namespaces"/);
  await expectRefusal(mallory, loosened, /bailiwick\/ns-freeze: the Pod Security level/);
});

test('CVE-2022-31247: who may edit bindings makes himself an administrator, here and elsewhere', async () => {
  const { home, foreign, owner } = stage.world;
  for (const name of ['cluster-admin', 'admin', 'edit'])
    await expectRefusal(owner, binding(home, { role: { name } }), /currently held|cluster role/);
  await expectRefusal(mallory, binding(home, { role: { name: 'cluster-admin' } }), /bailiwick\/bindings: /);
  await expectRefusal(owner, binding(foreign), /cannot create resource "rolebindings"/);
  await expectRefusal(owner, binding('kube-system'), /cannot create resource "rolebindings"/);
});

test('CVE-2023-46254: an account of the same name in another team’s namespace gets rights', async () => {
  const { home, foreign, owner } = stage.world;
  const apiGroup = 'rbac.authorization.k8s.io';
  const account = [{ kind: 'ServiceAccount', name: 'default', namespace: foreign }];
  const asUser = [{ apiGroup, kind: 'User', name: `system:serviceaccount:${foreign}:default` }];
  const asGroup = [{ apiGroup, kind: 'Group', name: `system:serviceaccounts:${foreign}` }];
  for (const subjects of [account, asUser, asGroup])
    await expectRefusal(owner, binding(home, { subjects }), /bailiwick\/bindings: /);
});

test('CVE-2020-8554: a service takes the traffic of others by an external IP, or by its status', async () => {
  const { home, owner } = stage.world;
  await expectRefusal(owner, service(home, { externalIPs: ['1.1.1.1'] }), /bailiwick\/service-exposure: /);
  const status = { status: { loadBalancer: { ingress: [{ ip: '1.1.1.1' }] } } };
  await expectRefusal(
    owner,
    patch(`${core(home)}/services/old/status`, status),
    /cannot patch resource "services\/status"/,
  );
});

test('CVE-2021-25740: endpoints point into another team’s namespace', async () => {
  const { home, owner } = stage.world;
  const addresses = {
    metadata: { name: 'trap' },
    subsets: [{ addresses: [{ ip: '10.1.2.3' }], ports: [{ port: 80 }] }],
  };
  const slice = { metadata: { name: 'trap' }, addressType: 'IPv4', endpoints: [{ addresses: ['10.1.2.3'] }] };
  const slices = `/apis/discovery.k8s.io/v1/namespaces/${home}/endpointslices`;
  for (const act of [post(`${core(home)}/endpoints`, addresses), post(slices, slice)]) {
    await expectRefusal(owner, act, /cannot create resource/);
    await expectRefusal(mallory, act, /bailiwick\/endpoints: /);
  }
});

test('CVE-2018-20321: the portal’s own namespace is assigned to a team', async () => {
  const { team } = stage.world;
  const own = core('bailiwick-system');
  await expectRefusal(mallory, patch(own, label('bailiwick.dev/team', team)), /bailiwick\/ns-claim: /);
  await expectRefusal(
    provisioner,
    patch(own, label('bailiwick.dev/team', team)),
    /bailiwick\/portal-fence: /,
  );
  await expectRefusal(provisioner, binding('bailiwick-system'), /bailiwick\/portal-fence: /);
});

test('CVE-2026-22872, CVE-2026-65835: what makes environments makes objects of the whole cluster', async () => {
  const metadata = { name: 'trap', labels: { 'app.kubernetes.io/managed-by': 'bailiwick' } };
  const rbac = '/apis/rbac.authorization.k8s.io/v1';
  const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'bailiwick-viewer' };
  await expectRefusal(
    provisioner,
    post(`${rbac}/clusterroles`, { metadata, rules: [] }),
    /bailiwick\/portal-fence: /,
  );
  await expectRefusal(
    provisioner,
    post(`${rbac}/clusterrolebindings`, { metadata, roleRef, subjects: [] }),
    /bailiwick\/portal-fence: /,
  );
  const hooks = '/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations';
  await expectRefusal(stage.world.owner, post(hooks, { metadata, webhooks: [] }), /cannot create resource/);
});

test('CVE-2024-22031: a namespace that is there already is taken over by its name', async () => {
  const { plain, team } = stage.world;
  const wanted = environmentNamespace(team, 'plain');
  const { code } = await stage.cluster.act(provisioner, post('/api/v1/namespaces', wanted));
  expect(code).toBe(409);
  await expectRefusal(
    provisioner,
    patch(core(plain), wanted),
    /bailiwick\/portal-fence: .* not of Bailiwick/,
  );
});

test('CVE-2023-32194: a right on “namespaces” of another API group counts for those of Kubernetes', async () => {
  const { home, foreign } = stage.world;
  const who: Identity = { user: 'oidc:grouped', groups: ['system:authenticated'] };
  const rule = { apiGroups: ['management.example'], resources: ['namespaces'], verbs: ['*'] };
  const metadata = { name: 'other-namespaces', namespace: home };
  const roles = `/apis/rbac.authorization.k8s.io/v1/namespaces/${home}`;
  const apiGroup = 'rbac.authorization.k8s.io';
  await stage.admin.call({ method: 'POST', path: `${roles}/roles`, body: { metadata, rules: [rule] } });
  const body = {
    metadata,
    roleRef: { apiGroup, kind: 'Role', name: metadata.name },
    subjects: [{ apiGroup, kind: 'User', name: who.user }],
  };
  await stage.admin.call({ method: 'POST', path: `${roles}/rolebindings`, body });
  const asked = { verb: 'patch', group: rule.apiGroups[0] ?? '', resource: 'namespaces', namespace: home };
  await until(() => isAllowed(stage.admin, who, asked), { deadlineMs: 30_000, what: 'the role to hold' });
  for (const name of [home, foreign])
    await expectRefusal(who, patch(core(name), label('mine', 'x')), /cannot patch resource "namespaces"/);
});

test('CVE-2026-55636: a rule that is misspelt never matches', async () => {
  const served = new Set((await discoverResources(stage.admin)).map(({ group, name }) => `${group}/${name}`));
  const named = listPolicies(defaultPackOptions).flatMap(({ requests }) =>
    requests.flatMap(({ apiGroups, resources }) =>
      apiGroups.flatMap((group) => resources.map((resource) => `${group}/${resource}`)),
    ),
  );
  expect(named.filter((resource) => resource !== '*/*/*' && !served.has(resource))).toEqual([]);
  expect(named.length).toBeGreaterThan(20);
});

test('CVE-2026-65834: a broken list of a class takes admission down, or lets everything pass', async () => {
  const { foreign } = stage.world;
  const broken = {
    metadata: { annotations: { 'bailiwick.dev/allowed-registries': '((([*,ghcr.io/acme/,' } },
  };
  const { path, body } = patch(core(foreign), broken);
  await stage.admin.call({ method: 'PATCH', path, body, contentType: 'application/merge-patch+json' });
  const pod = (image: string) =>
    post(`${core(foreign)}/pods`, { metadata: { name: 'trap' }, spec: podSpec({ image }) });
  await expectRefusal(mallory, pod('evil.example/x'), /bailiwick\/workload: image "evil.example\/x"/);
  const { code, message } = await stage.cluster.try(mallory, pod('ghcr.io/acme/app:1'));
  expect([code, message]).toEqual([201, '']);
});

test('a stolen quota: a second one, a higher one, none, or one that forgets what is used', async () => {
  const { home, owner } = stage.world;
  const quotas = `${core(home)}/resourcequotas`;
  const acts: Act[] = [
    post(quotas, { metadata: { name: 'mine' }, spec: { hard: { pods: '9999' } } }),
    patch(`${quotas}/bailiwick`, { spec: { hard: { pods: '9999' } } }),
    { method: 'DELETE', path: quotas },
    patch(`${quotas}/bailiwick/status`, { status: { used: { pods: '0' } } }),
  ];
  for (const act of acts) await expectRefusal(owner, act, /cannot \w+ resource "resourcequotas/);
  for (const act of acts.slice(1)) await expectRefusal(mallory, act, /bailiwick\/managed-objects: /);
});

test('the isolation undone: our policies deleted, or a policy of one’s own that opens everything', async () => {
  const { home, owner } = stage.world;
  const policies = `/apis/networking.k8s.io/v1/namespaces/${home}/networkpolicies`;
  await expectRefusal(
    owner,
    { method: 'DELETE', path: `${policies}/default-deny` },
    /bailiwick\/managed-objects: /,
  );
  const open = { metadata: { name: 'open' }, spec: { podSelector: {}, ingress: [{}] } };
  await expectRefusal(owner, post(policies, open), /bailiwick\/netpol-additive: /);
});
