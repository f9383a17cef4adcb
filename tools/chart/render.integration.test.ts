import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { defaultPackOptions } from '#lib/provisioner/policies/policy.ts';
import { renderPack } from '#lib/provisioner/policies/render-pack.ts';
import { runKubectl } from '#tools/cluster-install/kubectl.ts';
import { variableFacts } from '#tools/deploy/configuration-document.ts';
import { rbacManifests } from '#tools/deploy/manifests.ts';
import { imageCommands } from '#tools/image/commands.ts';
import { serviceEnvironment } from '#tools/process/service-flags.ts';
import { testCluster } from '#tools/test/cluster.ts';
import { customKinds } from './custom-kinds.ts';
import { podsOf } from './pods-of.ts';
import { chartFolder, type Rendered, renderChart, runHelm, valueFiles } from './render-chart.ts';

const sets = readdirSync(join(chartFolder, 'ci')).map((name) => name.replace('.yaml', ''));
const filesOf = (set: string) => valueFiles(...new Set(['base', set]));
const rendered = new Map<string, Rendered[]>();
const objectsOf = (set: string) => rendered.get(set) ?? [];
const named = (objects: Rendered[], kind: string, name: string) =>
  objects.find((object) => object.kind === kind && object.metadata.name === name);

beforeAll(async () => {
  await Promise.all(sets.map(async (set) => rendered.set(set, await renderChart(...filesOf(set)))));
  // The first time ever Helm may have to be built.
}, 1_800_000);

describe.each(sets)('with the values of ci/%s.yaml', (set) => {
  test('the linter finds nothing', async () => {
    const where = ['--strict', '--namespace=bailiwick-system', '--kube-version=1.36.0'];
    await expect(runHelm(['lint', chartFolder, ...where, ...filesOf(set)])).resolves.toContain(
      '0 chart(s) failed',
    );
  });

  test('the API server takes each object, and would know each field', async () => {
    const { adminKubeconfig, kubectl } = testCluster();
    const known = objectsOf(set).filter(({ kind }) => !(kind in customKinds));
    const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: known });
    const flags = ['--server-side', '--force-conflicts', '--field-manager=chart', '--validate=strict'];
    const args = ['apply', '--dry-run=server', ...flags, '-o', 'name', '-f', '-'];
    const answer = await runKubectl({ adminKubeconfig, kubectl }, args, list);
    expect(answer.trim().split('\n')).toHaveLength(known.length);
  });

  test('what operators bring has the fields that they know', () => {
    for (const object of objectsOf(set)) customKinds[object.kind]?.parse(object);
  });

  test('each pod is restricted, and only who speaks to the cluster has a token', () => {
    const pods = podsOf(objectsOf(set));
    expect(pods.map(({ name }) => name).sort()).toEqual([
      ...['bailiwick-conformance', 'bailiwick-migration', 'bailiwick-notifier'],
      ...['bailiwick-provisioner', 'bailiwick-web'],
    ]);
    for (const { name, spec } of pods) {
      expect(spec.automountServiceAccountToken, name).toBe(false);
      expect(spec.securityContext, name).toMatchObject({
        runAsNonRoot: true,
        runAsUser: 65_532,
        seccompProfile: { type: 'RuntimeDefault' },
      });
      const [container] = spec.containers;
      expect(container?.securityContext, name).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
      expect(container?.resources, name).toMatchObject({
        requests: { cpu: expect.anything() },
        limits: { memory: expect.anything() },
      });
      const holdsToken = JSON.stringify(spec.volumes).includes('serviceAccountToken');
      expect(holdsToken, name).toBe(/provisioner|conformance/.test(name));
    }
  });

  test('each process gets what it can not start without, and nothing that it does not know', () => {
    for (const { name, spec } of podsOf(objectsOf(set))) {
      const facts = variableFacts()[name.replace('bailiwick-', '')];
      const given = (spec.containers[0]?.env ?? []).map((variable) => variable.name);
      const known = [...(facts ?? []).map((fact) => fact.name), ...ofNode];
      if (facts)
        expect(
          given.filter((variable) => !known.includes(variable)),
          name,
        ).toEqual([]);
      const needed = facts?.filter(({ isRequired }) => isRequired).map((fact) => fact.name) ?? [
        'DATABASE_URL',
      ];
      expect(given, name).toEqual(expect.arrayContaining(needed));
    }
  });
});

const ofNode = ['HOSTNAME', 'PORT', 'NODE_EXTRA_CA_CERTS', ...Object.keys(serviceEnvironment)];

test('each process is started as the image starts it', () => {
  const commands = podsOf(objectsOf('base')).map(({ name, spec }) => [
    name.replace('bailiwick-', '').replace('migration', 'migrate'),
    spec.containers[0]?.args,
  ]);
  expect(Object.fromEntries(commands)).toEqual(imageCommands);
});

test('the processes behind health servers give back memory as they do elsewhere', () => {
  const services = podsOf(objectsOf('base')).filter(({ name }) =>
    /provisioner|conformance|notifier/.test(name),
  );
  expect(services).toHaveLength(3);
  for (const { name, spec } of services) {
    const env = (spec.containers[0]?.env ?? []).map(({ name: variable, value }) => [variable, value]);
    expect(Object.fromEntries(env), name).toMatchObject(serviceEnvironment);
  }
});

test.each([
  ['base', defaultPackOptions],
  ['own-options', { subjectPrefix: 'corp/oidc:', exemptGroups: ['system:masters', 'platform/sre'] }],
] as const)('roles, accounts and policies of %s are those of the tables', (set, options) => {
  const stamp = 'bailiwick.dev/pack-version';
  const plain = (object: object) =>
    JSON.parse(
      JSON.stringify(object).replaceAll(/"bailiwick.dev\/pack-version":"[^"]*"/g, `"${stamp}":""`),
    ) as Rendered;
  const pack = renderPack(options);
  const expected = [...Object.values(rbacManifests()).flat(), ...Object.values(pack.files).flat()]
    .map(plain)
    .filter(({ kind }) => kind !== 'Namespace');
  for (const object of expected) {
    const found = named(objectsOf(set), object.kind, object.metadata.name);
    expect(found && plain(found)).toEqual(object);
  }
  const clusterWide = objectsOf(set).filter(({ kind }) => /^(Cluster|ValidatingAdmission)/.test(kind));
  expect(clusterWide).toHaveLength(expected.filter(({ kind }) => kind !== 'ServiceAccount').length);
  if (set === 'base')
    expect(clusterWide.flatMap(({ metadata }) => metadata.annotations?.[stamp] ?? [])).toContain(
      pack.version,
    );
});

interface Policy {
  policyTypes: string[];
  egress: { to: object[]; ports: { port: number }[] }[];
}
const policyOf = (set: string, name: string) =>
  named(objectsOf(set), 'NetworkPolicy', `bailiwick-${name}`)?.spec as Policy;

test('a receiver of traces is reached by who sends them', () => {
  const reached = (name: string) => JSON.stringify(policyOf('monitoring', name).egress);
  for (const name of ['web', 'provisioner']) expect(reached(name), name).toContain('"port":4318');
  for (const name of ['conformance', 'notifier']) expect(reached(name), name).not.toContain('4318');
});

test('the web servers reach the database, the identity provider and names, and nothing else', () => {
  const spec = policyOf('base', 'web');
  expect(spec.policyTypes).toEqual(['Ingress', 'Egress']);
  expect(spec.egress.map(({ to, ports }) => [JSON.stringify(to), ports.map(({ port }) => port)])).toEqual([
    [expect.stringContaining('kube-system'), [53, 53]],
    ['[{"ipBlock":{"cidr":"10.20.0.0/24"}}]', [5432]],
    ['[{"ipBlock":{"cidr":"203.0.113.0/24"}}]', [443]],
  ]);
  expect(objectsOf('small').filter(({ kind }) => kind === 'NetworkPolicy')).toEqual([]);
});

test.each([
  ['web.replicas=1', /\/web\/replicas.*got 1, want 2/],
  ['web.replica=3', /additional properties 'replica' not allowed/],
  ['web.env.DATABASE_URL=postgresql://x', /additional properties 'DATABASE_URL' not allowed/],
  ['web.env.BAILIWICK_TRUSTED_PROXIES=99', /BAILIWICK_TRUSTED_PROXIES.*got 99, want 10/],
  ['networkPolicy.database.to=null', /\/networkPolicy\/database/],
  ['portal.url=bailiwick.example.com', /\/portal\/url.*does not match/],
  ['image.digest=latest', /\/image\/digest.*does not match/],
  ['cluster.exemptGroups={system:authenticated}', /the policies would hold nobody/],
  ['cluster.subjectPrefix=system:', /those names belong to the cluster/],
  ['httpRoute.enabled=true', /\/httpRoute\/parentRefs.*minItems/],
  ['notifier.smtp.name=bailiwick-smtp', /notifier.smtp.from names the sender/],
  ['web.env.OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4318', /networkPolicy.traces.to says where/],
])('%s is refused in words', async (value, words) => {
  await expect(renderChart(...valueFiles('base'), `--set=${value}`)).rejects.toThrow(words);
});

test('another namespace is refused in words', async () => {
  await expect(renderChart(...valueFiles('base'), '--namespace=default')).rejects.toThrow(
    /installed in the namespace bailiwick-system, not in default/,
  );
});
