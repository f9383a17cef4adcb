import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadConnection } from '#lib/k8s/connection.ts';
import { createTransport, type Transport } from '#lib/k8s/transport.ts';
import { testSpec } from '#lib/provisioner/desired/spec.test-fixture.ts';
import { testCluster } from '#tools/test/cluster.ts';
import { until } from '#tools/test/until.ts';
import { type Answer, type Attacker, createAttacker } from './attempt.ts';
import { provisionEnvironment } from './provisioned-environment.ts';

// What an admin of a namespace can hand on, to a service account of it for instance: what he holds, and nothing else.

let provisioner: Transport;
let master: Attacker;
const team = `hand${process.pid}`;
const classes = { open: { exec: true, secrets: true }, shut: { exec: false, secrets: false } };
type ClassName = keyof typeof classes;
const ends: (() => Promise<void>)[] = [];

beforeAll(async () => {
  const { adminKubeconfig, provisionerKubeconfig } = testCluster();
  master = await createAttacker(await loadConnection(adminKubeconfig));
  provisioner = createTransport(await loadConnection(provisionerKubeconfig));
  const { guardrails } = testSpec().classSpec;
  for (const [slug, switches] of Object.entries(classes)) {
    const members = (['owner', 'developer'] as const).map((role) => ({ subject: role, role }));
    const named = { team: { slug: team, name: team }, slug, namespace: `${team}-${slug}`, members };
    ends.push(
      await provisionEnvironment(
        provisioner,
        testSpec({ guardrails: { ...guardrails, ...switches } }, named),
      ),
    );
  }
  await untilHeld('open', [['', 'pods/exec', 'create']]);
  await untilHeld('open', [['', 'secrets', 'get']]);
  await untilHeld('shut', [['', 'pods', 'get']]);
});
afterAll(async () => {
  await Promise.all(ends.map((end) => end()));
  await Promise.all([master?.end(), provisioner?.close()]);
});

type Rule = [group: string, resource: string, verb: string];

/** Creates an object of RBAC as a member of the team, as a rehearsal: the check for escalation runs all the same. */
function write(
  className: ClassName,
  who: 'owner' | 'developer',
  plural: string,
  body: object,
): Promise<Answer> {
  return master.attempt({
    method: 'POST',
    path: `/apis/rbac.authorization.k8s.io/v1/namespaces/${team}-${className}/${plural}?dryRun=All`,
    body: { metadata: { name: 'handed-on' }, ...body },
    headers: { 'impersonate-user': `oidc:${who}`, 'impersonate-group': 'system:authenticated' },
  });
}
const writeRole = (className: ClassName, rules: Rule[]) =>
  write(className, 'owner', 'roles', {
    rules: rules.map(([group, resource, verb]) => ({
      apiGroups: [group],
      resources: [resource],
      verbs: [verb],
    })),
  });
const bind = (className: ClassName, name: string, who: 'owner' | 'developer' = 'owner') =>
  write(className, who, 'rolebindings', {
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
    subjects: [{ kind: 'ServiceAccount', name: 'default', namespace: `${team}-${className}` }],
  });

// Bindings reach the authorizer through a watch of its own, a moment after they were written.
async function untilHeld(className: ClassName, rules: Rule[]): Promise<void> {
  const held = async () => (await writeRole(className, rules)).outcome === 'done';
  await until(held, { deadlineMs: 20_000, what: `the owner of ${className} to hold ${rules.join()}` });
}

describe('an admin of the namespace writes a Role', () => {
  test.each<[outcome: Answer['outcome'], className: ClassName, rule: Rule]>([
    ['done', 'open', ['', 'configmaps', 'get']],
    ['done', 'shut', ['coordination.k8s.io', 'leases', 'create']],
    ['done', 'open', ['', 'pods/exec', 'create']],
    ['done', 'open', ['', 'secrets', 'get']],
    ['refused', 'shut', ['', 'pods/exec', 'create']],
    ['refused', 'shut', ['', 'secrets', 'get']],
    ['refused', 'open', ['', '*', 'get']],
    ['refused', 'open', ['', 'serviceaccounts/token', 'create']],
    ['refused', 'open', ['', 'serviceaccounts', 'impersonate']],
    ['refused', 'open', ['', 'pods/ephemeralcontainers', 'patch']],
    ['refused', 'open', ['', 'pods/proxy', 'get']],
    ['refused', 'open', ['', 'resourcequotas', 'update']],
    ['refused', 'open', ['', 'namespaces', 'patch']],
    ['refused', 'open', ['apps', 'daemonsets', 'create']],
    ['refused', 'open', ['discovery.k8s.io', 'endpointslices', 'create']],
    ['refused', 'open', ['rbac.authorization.k8s.io', 'roles', 'escalate']],
    ['refused', 'open', ['rbac.authorization.k8s.io', 'clusterroles', 'bind']],
  ])('%s in class %s: %s', async (outcome, className, rule) => {
    expect(await writeRole(className, [rule])).toMatchObject({ outcome });
  });
});

describe('he binds a service account to', () => {
  test.each<[outcome: Answer['outcome'], className: ClassName, role: string]>([
    ['done', 'open', 'bailiwick-developer'],
    ['done', 'shut', 'bailiwick-deployer'],
    ['done', 'open', 'bailiwick-secrets'],
    ['done', 'open', 'bailiwick-debug'],
    ['refused', 'shut', 'bailiwick-secrets'],
    ['refused', 'shut', 'bailiwick-debug'],
    ['refused', 'open', 'view'],
    ['refused', 'open', 'edit'],
    ['refused', 'open', 'cluster-admin'],
    ['refused', 'open', 'bailiwick-provisioner'],
  ])('%s in class %s: %s', async (outcome, className, role) => {
    expect(await bind(className, role)).toMatchObject({ outcome });
  });
});

test('a developer hands on nothing, not even to look', async () => {
  expect(await bind('open', 'bailiwick-viewer', 'developer')).toMatchObject({ outcome: 'refused' });
  expect(await bind('open', 'bailiwick-viewer', 'owner')).toMatchObject({ outcome: 'done' });
});
