import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertRun } from '#lib/data/conformance/run-rows.ts';
import { testCluster } from '#tools/test/cluster.ts';
import { addEnvironment, addTeam, type TestEnvironment } from '#tools/test/environment.ts';
import { type ProvisionerStage, setStage } from '#tools/test/provisioner.ts';
import { until } from '#tools/test/until.ts';
import { type ConformanceProcess, startConformance } from './process.ts';

let stage: ProvisionerStage;
let conformance: ConformanceProcess;
let environment: TestEnvironment;

beforeAll(async () => {
  stage = await setStage();
  const provisioner = await stage.start();
  environment = await addEnvironment(stage.database, await addTeam(stage.database));
  await stage.untilCondition(environment.id, 'Ready', 'True');
  await provisioner.stop();
  const kubeconfig = testCluster().conformanceKubeconfig;
  conformance = await startConformance(
    { databaseUrl: stage.conformanceUrl, kubeconfig, metricsPort: 0, host: '127.0.0.1' },
    pino({ level: process.env.LOG_LEVEL ?? 'silent' }),
  );
});
afterAll(async () => {
  await conformance.stop();
  await stage.close();
});

function finishedRuns(count: number) {
  return until(
    async () => {
      const runs = await stage.database.conformanceRun.findMany({
        where: { environmentId: environment.id, finishedAt: { not: null } },
        orderBy: { requestedAt: 'asc' },
      });
      return runs.length === count ? runs : null;
    },
    { deadlineMs: 25_000, what: `${count} finished runs` },
  );
}

test('a ready environment is checked without being asked, and again when somebody asks', async () => {
  const [first] = await finishedRuns(1);
  expect(first).toMatchObject({
    requestedBy: null,
    problem: null,
    passed: 22,
    byDesign: 1,
    failed: 0,
    errors: 0,
  });
  expect(first?.results).toHaveLength(23);
  expect(await insertRun(stage.database, environment.id, environment.ownerId)).toBe(true);
  const [, second] = await finishedRuns(2);
  expect(second).toMatchObject({ requestedBy: environment.ownerId, problem: null, passed: 22, attempts: 1 });
});

test('a namespace that is gone gives a run with words for it, not a score', async () => {
  await stage.transport.call({ method: 'DELETE', path: `/api/v1/namespaces/${environment.namespace}` });
  await until(async () => (await stage.admin.find(namespaces, { name: environment.namespace })) === null, {
    deadlineMs: 25_000,
    what: 'the namespace to be gone',
  });
  await insertRun(stage.database, environment.id, environment.ownerId);
  const [, , last] = await finishedRuns(3);
  const problem = `The namespace ${environment.namespace} is not in the cluster.`;
  expect(last).toMatchObject({ passed: 0, failed: 0, problem });
});

const namespaces = { kind: 'Namespace', apiVersion: 'v1', plural: 'namespaces', namespaced: false };
