import { afterAll, beforeAll, expect, test } from 'vitest';
import { mostDenials, type SeenDenial, saveDenials } from '#lib/data/provisioner/denials.ts';
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

const wait = (what: string) => ({ deadlineMs: 40_000, what });
const rows = () =>
  stage.database.denial.findMany({ where: { environmentId: environment.id }, orderBy: { lastAt: 'desc' } });

const tight = {
  allowPrivilegeEscalation: false,
  runAsNonRoot: true,
  capabilities: { drop: ['ALL'] },
  seccompProfile: { type: 'RuntimeDefault' },
};

function deployment(name: string, cpu: string) {
  const labels = { app: name };
  const resources = { requests: { cpu, memory: '16Mi' }, limits: { cpu, memory: '16Mi' } };
  const containers = [
    { name: 'app', image: 'docker.io/library/busybox:1', securityContext: tight, resources },
  ];
  return {
    metadata: { name },
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { automountServiceAccountToken: false, containers } },
    },
  };
}

const path = () => `/apis/apps/v1/namespaces/${environment.namespace}/deployments`;

test('a refused pod is kept under its Deployment, once, and is over when one is made', async () => {
  await stage.transport.call({ method: 'POST', path: path(), body: deployment('greedy', '3') });
  const row = await until(async () => (await rows())[0], wait('the refusal'));
  expect(row).toMatchObject({ ownerKind: 'Deployment', ownerName: 'greedy', resolvedAt: null });
  expect(row.message).toMatch(
    /^pods "" is forbidden: exceeded quota: bailiwick, requested: \S*requests.cpu=3\b/,
  );

  // The controller tries again, and it stays one row with a newer time.
  await until(async () => ((await rows())[0]?.version ?? 0n) > row.version, wait('another try'));
  expect(await rows()).toHaveLength(1);

  // Room for the pods of two ReplicaSets, whichever is made first.
  const hard = { ...(await quota()), 'requests.cpu': '8', 'limits.cpu': '8' };
  await stage.database.environment.update({
    where: { id: environment.id },
    data: { quota: hard, generation: { increment: 1 } },
  });
  // A new template makes a new ReplicaSet, which tries at once; the old one's pause may be long by now.
  await until(
    async () => (await stage.status(environment.id)).usage['requests.cpu']?.hard === '8',
    wait('the quota'),
  );
  await stage.transport.call({
    method: 'PATCH',
    path: `${path()}/greedy`,
    contentType: 'application/merge-patch+json',
    body: { spec: { template: { metadata: { annotations: { again: 'yes' } } } } },
  });
  await until(async () => (await rows())[0]?.resolvedAt, wait('the end of the refusal'));
});

async function quota(): Promise<Record<string, string>> {
  const row = await stage.database.environment.findUniqueOrThrow({ where: { id: environment.id } });
  return row.quota as Record<string, string>;
}

test('what a tenant writes into an event is kept short and plain, and other events are not kept', async () => {
  const event = (name: string, message: string) => ({
    metadata: { name },
    involvedObject: { kind: 'ReplicaSet', name: '../../secrets/key', namespace: environment.namespace },
    type: 'Warning',
    reason: 'FailedCreate',
    message,
    lastTimestamp: '2999-01-01T00:00:00Z',
  });
  const events = `/api/v1/namespaces/${environment.namespace}/events`;
  const hostile = `\u202e<script>alert(1)</script>\n${'x'.repeat(900)}`;
  for (const body of [
    event('plain', 'Back-off restarting failed container'),
    event('hostile', `pods "a" is forbidden: ${hostile}`),
  ])
    await stage.transport.call({ method: 'POST', path: events, body });
  const row = await until(
    async () => (await rows()).find(({ ownerName }) => ownerName.startsWith('..')),
    wait('it'),
  );
  expect(row.message).toMatch(/^pods "" is forbidden: <script>/);
  expect(row.message).not.toMatch(/[\n\u202e]/);
  expect(row.message.length).toBeLessThanOrEqual(2_400);
  expect(row.lastAt.getTime()).toBeLessThanOrEqual(Date.now() + 60_000);
  expect((await rows()).filter(({ message }) => message.includes('Back-off'))).toEqual([]);
});

test('of one environment the newest are kept, and what is known already writes nothing', async () => {
  const seen = (index: number): SeenDenial => ({
    environmentId: environment.id,
    fingerprint: `f${index}`,
    ownerKind: 'Deployment',
    ownerName: 'flood',
    message: `pods "" is forbidden: ${index}`,
    at: new Date(Date.now() - 60_000 + index).toISOString(),
    version: String(index),
  });
  const all = Array.from({ length: mostDenials + 20 }, (_, index) => seen(index + 1));
  await saveDenials(stage.database, all);
  expect(await rows()).toHaveLength(mostDenials);
  const before = await version();
  await saveDenials(stage.database, all.slice(-5));
  expect(await version()).toEqual(before);
});

// A row that was written has another transaction's number.
async function version(): Promise<object[]> {
  return stage.database.$queryRaw<object[]>`
    SELECT fingerprint, xmin::text FROM denial WHERE environment_id = ${environment.id}::uuid ORDER BY 1`;
}
