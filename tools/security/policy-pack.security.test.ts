import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type Database } from '#lib/data/client.ts';
import { findPackReport } from '#lib/data/clusters/pack-report.ts';
import { loadConnection } from '#lib/k8s/connection.ts';
import { createTransport, type Transport } from '#lib/k8s/transport.ts';
import { defaultPackOptions } from '#lib/provisioner/policies/policy.ts';
import { checkPack } from '#lib/provisioner/runtime/pack-check.ts';
import { installCluster } from '#tools/cluster-install/install.ts';
import { runKubectl } from '#tools/cluster-install/kubectl.ts';
import { testCluster } from '#tools/test/cluster.ts';
import { createTestDatabase, type TestDatabase } from '#tools/test/database.ts';

const binding = 'validatingadmissionpolicybinding';
const older = {
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingAdmissionPolicyBinding',
  metadata: { name: 'bailiwick-older', labels: { 'app.kubernetes.io/part-of': 'bailiwick' } },
  spec: { policyName: 'bailiwick-older', validationActions: ['Audit'] },
};
let own: TestDatabase;
let database: Database;
let transport: Transport;
const admin = (...args: string[]) => runKubectl(testCluster(), args);

beforeAll(async () => {
  own = await createTestDatabase();
  database = createDatabase(own.provisionerUrl, 2);
  transport = createTransport(await loadConnection(testCluster().provisionerKubeconfig));
});
afterAll(async () => {
  await installCluster(testCluster(), defaultPackOptions);
  await transport?.close();
  await database?.$disconnect();
  await own?.drop();
});

/** What the provisioner finds, with its own token and database role, as the web server reads it. */
async function report() {
  await checkPack(database, transport)();
  const web = createDatabase(own.webUrl, 1);
  const found = await findPackReport(web).finally(() => web.$disconnect());
  return found?.report;
}

test('the provisioner says of the bootstrapped cluster that the pack is installed, as the API server keeps it', async () => {
  expect(await report()).toMatchObject({
    state: 'installed',
    problems: [],
    exemptGroups: ['system:masters'],
  });
});

test('a policy that somebody switched off is switched on again, although apply alone would leave it so', async () => {
  const off = JSON.stringify([
    { op: 'add', path: '/spec/matchConditions/-', value: { name: 'off', expression: 'false' } },
  ]);
  await admin('patch', 'validatingadmissionpolicy', 'bailiwick-workload', '--type=json', '-p', off);
  const problems = [{ object: 'ValidatingAdmissionPolicy bailiwick-workload', problem: 'changed' }];
  expect(await report()).toMatchObject({ state: 'outdated', problems });
  await installCluster(testCluster(), defaultPackOptions);
  expect(await report()).toMatchObject({ state: 'installed', problems: [] });
});

test('a binding that is missing or loosened is told by its name, and installing again sets it right', async () => {
  await admin('delete', binding, 'bailiwick-endpoints-audit');
  const loosen = JSON.stringify({ spec: { validationActions: ['Audit'] } });
  await admin('patch', binding, 'bailiwick-endpoints-deny', '--type=merge', '-p', loosen);
  expect(await report()).toMatchObject({
    state: 'outdated',
    problems: [
      { object: 'ValidatingAdmissionPolicyBinding bailiwick-endpoints-deny', problem: 'changed' },
      { object: 'ValidatingAdmissionPolicyBinding bailiwick-endpoints-audit', problem: 'missing' },
    ],
  });
  await installCluster(testCluster(), defaultPackOptions);
  expect(await report()).toMatchObject({ state: 'installed', problems: [] });
});

test('what an older pack had left is told and removed, and a second installation changes nothing', async () => {
  await runKubectl(testCluster(), ['create', '-f', '-'], JSON.stringify(older));
  expect(await report()).toMatchObject({
    problems: [{ object: 'ValidatingAdmissionPolicyBinding bailiwick-older', problem: 'left-over' }],
  });
  const first = await installCluster(testCluster(), defaultPackOptions);
  expect(first.pruned).toEqual(['ValidatingAdmissionPolicyBinding/bailiwick-older']);
  const before = await versions();
  const second = await installCluster(testCluster(), defaultPackOptions);
  expect(second).toMatchObject({ pruned: [], version: first.version });
  expect(await versions()).toBe(before);
});

// The generation grows with every change of a spec, and a new object has another UID.
function versions(): Promise<string> {
  const path = 'jsonpath={range .items[*]}{.metadata.name}={.metadata.uid}/{.metadata.generation} {end}';
  const label = 'app.kubernetes.io/part-of=bailiwick';
  return admin('get', `${binding}s,validatingadmissionpolicies`, '-l', label, '-o', path);
}
