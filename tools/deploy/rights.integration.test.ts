import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { managedKinds } from '#lib/provisioner/desired/managed-kinds.ts';
import {
  environmentLabel,
  managedByLabel,
  managedByValue,
  teamLabel,
} from '#lib/provisioner/desired/ownership.ts';
import { runKubectl } from '#tools/cluster-install/kubectl.ts';
import { testCluster } from '#tools/test/cluster.ts';

const run = promisify(execFile);

async function canI(verb: string, resource: string, ...more: string[]): Promise<boolean> {
  const { kubectl, provisionerKubeconfig } = testCluster();
  const [type = '', subresource] = verb === 'bind' ? [resource] : resource.split('/');
  const part = subresource === undefined ? [] : [`--subresource=${subresource}`];
  const args = ['--kubeconfig', provisionerKubeconfig, 'auth', 'can-i', verb, type, ...part, ...more];
  const { stdout } = await run(kubectl, args).catch((error: { stdout?: string }) => ({
    stdout: error.stdout ?? '',
  }));
  return stdout.trim() === 'yes';
}

const everywhere = '--all-namespaces';
const allowed: [string, string][] = managedKinds.flatMap(({ apiVersion, plural, verbs }) => {
  const group = apiVersion.includes('/') ? `.${apiVersion.split('/')[0]}` : '';
  return verbs.map((verb): [string, string] => [verb, `${plural}${group}`]);
});

test('the provisioner may do what the registry says', async () => {
  const answers = await Promise.all(allowed.map(([verb, resource]) => canI(verb, resource, everywhere)));
  expect(allowed.filter((_, index) => !answers[index])).toEqual([]);
});

const denied: [string, string][] = [
  ...['get', 'list', 'watch', 'create', 'update', 'delete'].map((verb): [string, string] => [
    verb,
    'secrets',
  ]),
  ...['create', 'update', 'patch', 'delete'].map((verb): [string, string] => [verb, 'pods']),
  ['create', 'pods/exec'],
  ['create', 'serviceaccounts/token'],
  ...['create', 'update', 'patch', 'delete'].flatMap((verb): [string, string][] => [
    [verb, 'clusterroles.rbac.authorization.k8s.io'],
    [verb, 'clusterrolebindings.rbac.authorization.k8s.io'],
    [verb, 'roles.rbac.authorization.k8s.io'],
    [verb, 'validatingadmissionpolicies.admissionregistration.k8s.io'],
    [verb, 'mutatingwebhookconfigurations.admissionregistration.k8s.io'],
    [verb, 'nodes'],
    [verb, 'configmaps'],
  ]),
  ['escalate', 'clusterroles.rbac.authorization.k8s.io'],
  ['bind', 'clusterroles.rbac.authorization.k8s.io/cluster-admin'],
  ['bind', 'clusterroles.rbac.authorization.k8s.io/admin'],
  ['impersonate', 'users'],
  ['impersonate', 'groups'],
  ['impersonate', 'serviceaccounts'],
  ['approve', 'signers.certificates.k8s.io'],
  ['update', 'namespaces/finalize'],
  ['update', 'namespaces/status'],
  ['deletecollection', 'namespaces'],
];

test('and nothing else: no secrets, no pods, no cluster role bindings, no way to widen itself', async () => {
  const answers = await Promise.all(denied.map(([verb, resource]) => canI(verb, resource, everywhere)));
  expect(denied.filter((_, index) => answers[index])).toEqual([]);
});

test('it binds the tenant roles, and is refused cluster-admin', async () => {
  const { kubectl, provisionerKubeconfig, adminKubeconfig } = testCluster();
  const admin = { adminKubeconfig, kubectl };
  const provisioner = { adminKubeconfig: provisionerKubeconfig, kubectl };
  const team = `rights${process.pid}`;
  const namespace = `${team}-dev`;
  const labels = {
    [managedByLabel]: managedByValue,
    [teamLabel]: team,
    [environmentLabel]: 'dev',
    'pod-security.kubernetes.io/enforce': 'restricted',
  };
  const create = (object: object) => runKubectl(provisioner, ['create', '-f', '-'], JSON.stringify(object));
  await create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels } });
  const apiGroup = 'rbac.authorization.k8s.io';
  const bind = (name: string) =>
    create({
      apiVersion: `${apiGroup}/v1`,
      kind: 'RoleBinding',
      metadata: { name, namespace, labels },
      roleRef: { apiGroup, kind: 'ClusterRole', name },
      subjects: [{ apiGroup, kind: 'User', name: 'oidc:somebody' }],
    });
  await bind('bailiwick-developer');
  const escalation = /attempting to grant RBAC permissions not currently held/;
  await expect(bind('cluster-admin')).rejects.toThrow(escalation);
  await expect(bind('edit')).rejects.toThrow(escalation);
  await runKubectl(admin, ['delete', 'namespace', namespace, '--wait=false']);
});
