import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Consumer } from '#lib/domain/usage/consumer.ts';
import { addEnvironment, addTeam, type TestEnvironment } from '#tools/test/environment.ts';
import { type ProvisionerStage, setStage } from '#tools/test/provisioner.ts';
import { until } from '#tools/test/until.ts';

let stage: ProvisionerStage;
let environment: TestEnvironment;

beforeAll(async () => {
  stage = await setStage();
  await stage.start();
  environment = await addEnvironment(stage.database, await addTeam(stage.database));
  await stage.untilCondition(environment.id, 'Ready', 'True');
});
afterAll(() => stage.close());

test('pods of a Deployment are counted under its name, and where there is no metrics API it is said', async () => {
  const labels = { app: 'web' };
  const securityContext = {
    ...{ allowPrivilegeEscalation: false, runAsNonRoot: true },
    ...{ capabilities: { drop: ['ALL'] }, seccompProfile: { type: 'RuntimeDefault' } },
  };
  const resources = { requests: { cpu: '150m', memory: '32Mi' }, limits: { cpu: '300m', memory: '64Mi' } };
  const containers = [{ name: 'app', image: 'docker.io/library/busybox:1', securityContext, resources }];
  const template = { metadata: { labels }, spec: { automountServiceAccountToken: false, containers } };
  await stage.transport.call({
    method: 'POST',
    path: `/apis/apps/v1/namespaces/${environment.namespace}/deployments`,
    body: { metadata: { name: 'web' }, spec: { replicas: 2, selector: { matchLabels: labels }, template } },
  });
  const row = await until(
    async () => {
      const found = await stage.database.consumption.findUnique({ where: { environmentId: environment.id } });
      const [first] = (found?.consumers ?? []) as Consumer[];
      return first?.requested.pods === '2' ? found : null;
    },
    { deadlineMs: 60_000, what: 'both pods to be counted' },
  );
  expect(row.measured).toBe('absent');
  expect(row.consumers).toMatchObject([
    {
      ...{ kind: 'Deployment', name: 'web', actual: null },
      requested: { 'requests.cpu': '300m', 'limits.memory': '128Mi', 'requests.memory': '64Mi', pods: '2' },
    },
  ]);
  // What the quota counts is the same.
  await until(async () => (await stage.status(environment.id)).usage['requests.cpu']?.used === '300m', {
    deadlineMs: 20_000,
    what: 'the quota to count the same',
  });
});
