import { afterAll, beforeAll, expect, test } from 'vitest';
import { addEnvironment, addTeam, type TestEnvironment } from '#tools/test/environment.ts';
import { type ProvisionerStage, setStage } from '#tools/test/provisioner.ts';
import { readMetric } from '#tools/test/read-metric.ts';
import { until } from '#tools/test/until.ts';
import { managedKind } from '../desired/managed-kinds.ts';
import type { Provisioner } from './provisioner.ts';

let stage: ProvisionerStage;
let provisioner: Provisioner;
const environments: TestEnvironment[] = [];

beforeAll(async () => {
  stage = await setStage();
  provisioner = await stage.start();
  const team = await addTeam(stage.database);
  for (let count = 0; count < 5; count += 1) environments.push(await addEnvironment(stage.database, team));
  for (const { id } of environments) {
    await stage.untilCondition(id, 'Ready', 'True');
  }
});
afterAll(() => stage.close());

const looked = (port: number) => readMetric(port, 'bailiwick_comparisons_total', 'nothing');

/** Everything the provisioner may write, but for usage, which follows the cluster's own counting; and resourceVersions of everything in the cluster. */
async function everything() {
  const rows = await stage.database.$queryRaw`
    SELECT 'status' AS what, environment_id AS id, (to_jsonb(s) - 'usage' - 'usage_at')::text FROM environment_status s
    UNION ALL SELECT 'observed', environment_id, xmin::text FROM observed_state
    UNION ALL SELECT 'environment', id, xmin::text FROM environment
    UNION ALL SELECT 'audit', id, xmin::text FROM audit_event
    UNION ALL SELECT 'drift', id, xmin::text FROM drift_event ORDER BY 1, 2`;
  const versions: (string | undefined)[] = [];
  for (const { id, namespace } of environments)
    for (const { kind, name } of (await stage.status(id)).objects)
      versions.push(
        (await stage.admin.find(managedKind(kind), { name, namespace }))?.metadata.resourceVersion,
      );
  return { rows, versions };
}

const label = (namespace: string, labels: object) =>
  stage.transport.call({
    method: 'PATCH',
    path: `/api/v1/namespaces/${namespace}/limitranges/bailiwick?fieldManager=kubectl-label`,
    contentType: 'application/merge-patch+json',
    body: { metadata: { labels } },
  });

test('a label of somebody else makes the provisioner look, and write nothing', async () => {
  const [{ namespace } = { namespace: '' }] = environments;
  const count = await looked(provisioner.metricsPort);
  await label(namespace, { 'example.com/mine': 'yes' });
  const before = await everything();
  await until(async () => (await looked(provisioner.metricsPort)) > count, {
    deadlineMs: 20_000,
    what: 'a look',
  });
  expect(await everything()).toEqual(before);
});

test('a replica that starts compares everything and writes nothing', async () => {
  const before = await everything();
  const second = await stage.start('two');
  const isDone = async () => (await looked(second.metricsPort)) >= environments.length;
  await until(isDone, { deadlineMs: 20_000, what: 'the comparison' });
  await second.stop();
  expect(await everything()).toEqual(before);
});

test('a row whose time has come costs one pass, and is quiet again', async () => {
  const [{ id } = { id: '' }] = environments;
  await stage.database.environmentStatus.update({
    where: { environmentId: id },
    data: { nextAttemptAt: new Date(0) },
  });
  const isQuiet = async () => {
    const row = await stage.database.environmentStatus.findUniqueOrThrow({ where: { environmentId: id } });
    return row.nextAttemptAt === null && row.leaseOwner === null;
  };
  await until(isQuiet, { deadlineMs: 20_000, what: 'a pass' });
});
