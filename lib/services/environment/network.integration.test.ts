import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { shippedClasses } from '#lib/domain/shipped-classes.ts';
import { managedKind } from '#lib/provisioner/desired/managed-kinds.ts';
import { addEnvironment, addTeam, type TestEnvironment, type TestTeam } from '#tools/test/environment.ts';
import { type ProvisionerStage, setStage } from '#tools/test/provisioner.ts';
import { until } from '#tools/test/until.ts';
import { createWorld, type World } from '../request/world.test-fixture.ts';
import { getNetwork } from './get-network.ts';
import { getObjects } from './get-objects.ts';

let stage: ProvisionerStage;
let world: World;
let team: TestTeam;
let here: TestEnvironment;

const at = ({ teamSlug, namespace }: TestEnvironment) => ({
  team: teamSlug,
  environment: namespace.slice(teamSlug.length + 1),
});
const seenBy = async (name: string) => (await getNetwork(await world.actor(name), at(here))).seen;

beforeAll(async () => {
  stage = await setStage();
  world = await createWorld({ webUrl: stage.webUrl, drop: async () => undefined });
  team = await addTeam(stage.database, { networkProfile: 'team' });
  here = await addEnvironment(stage.database, team, 'here');
  const there = await addEnvironment(stage.database, team, 'there');
  const foreign = await addEnvironment(stage.database, await addTeam(stage.database), 'secretplan');
  await stage.start();
  for (const { id } of [here, there, foreign]) await stage.untilCondition(id, 'Ready', 'True');
});
afterAll(async () => {
  await world.end();
  await stage.close();
});

test('the matrix tells what was observed: the team’s environments by name, of others nothing', async () => {
  const seen = (await seenBy('ada')) ?? expect.fail('nothing was observed');
  expect(seen).toMatchObject({ bundles: ['team.v2'], isComplete: true, tenantPolicies: [] });
  const row = (peer: string) => seen.rows.find((each) => each.peer === peer);
  expect(row('Environment there')?.ingress).toMatchObject([{ ports: 'every port', byTenant: false }]);
  expect(row('The cluster’s DNS')?.egress).toMatchObject([{ ports: 'TCP 53, UDP 53' }]);
  expect(row('The internet')).toMatchObject({ egress: [], ingress: [] });
  expect(JSON.stringify(seen)).not.toContain('secretplan');
});

test('a policy that the tenant makes is shown as his, stays, and is no drift', async () => {
  const spec = {
    podSelector: { matchLabels: { app: 'web' } },
    policyTypes: ['Ingress'],
    ingress: [{ from: [{ ipBlock: { cidr: '192.0.2.0/24' } }], ports: [{ port: 8080, endPort: 8090 }] }],
  };
  const kind = managedKind('NetworkPolicy');
  const metadata = { name: 'partners', namespace: here.namespace };
  const made = await stage.admin.create(kind, {
    apiVersion: kind.apiVersion,
    kind: kind.kind,
    metadata,
    spec,
  } as Parameters<typeof stage.admin.create>[1]);
  const seen = await until(
    async () => {
      const found = await seenBy('ada');
      return found?.tenantPolicies.includes('partners') ? found : null;
    },
    { deadlineMs: 15_000, what: 'the policy to be seen' },
  );
  const internet = seen.rows.find(({ peer }) => peer === 'The internet');
  expect(internet?.ingress).toEqual([
    {
      pods: 'app=web',
      ports: 'TCP 8080–8090',
      part: ['192.0.2.0/24'],
      policies: ['partners'],
      byTenant: true,
    },
  ]);
  const { objects } = await getObjects(await world.actor('ada'), at(here));
  expect(objects.map(({ name }) => name)).not.toContain('partners');
  expect(await stage.database.driftEvent.count({ where: { environmentId: here.id } })).toBe(0);
  await stage.admin.remove(kind, metadata, made.metadata.uid);
  const isGone = async () => (await seenBy('ada'))?.tenantPolicies.length === 0;
  await until(isGone, { deadlineMs: 15_000, what: 'the policy to be forgotten' });
});

test('who is not of the team gets nothing', async () => {
  await expect(getNetwork(await world.actor('stranger'), at(here))).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
});

test.each(shippedClasses.map(({ slug, spec }) => [slug, spec] as const))(
  'the probe is admitted in an environment of class %s',
  async (slug, spec) => {
    const owner = await addTeam(stage.database, spec);
    const environment = await addEnvironment(stage.database, owner, `probe${slug}`);
    await stage.untilCondition(environment.id, 'Ready', 'True');
    const { seen } = await getNetwork(await world.actor('ada'), at(environment));
    const job = parse(seen?.probe.yaml ?? expect.fail('no probe'));
    const { namespace } = environment;
    const dryRun = (path: string, body: object) =>
      stage.transport.call({ method: 'POST', path: `${path}?dryRun=All&fieldValidation=Strict`, body });
    const made = await dryRun(`/apis/batch/v1/namespaces/${namespace}/jobs`, job);
    expect(made).toMatchObject({ kind: 'Job', metadata: { name: 'network-probe' } });
    // A Job is only warned about; it is its pod that Pod Security and the quota admit.
    const pod = { apiVersion: 'v1', kind: 'Pod', ...job.spec.template };
    pod.metadata = { ...pod.metadata, name: 'network-probe', namespace };
    const admitted = await dryRun(`/api/v1/namespaces/${namespace}/pods`, pod);
    expect(admitted).toMatchObject({ kind: 'Pod', spec: { automountServiceAccountToken: false } });
    const bad = structuredClone(pod);
    bad.spec.hostNetwork = true;
    await expect(dryRun(`/api/v1/namespaces/${namespace}/pods`, bad)).rejects.toThrow(/PodSecurity/);
  },
);
