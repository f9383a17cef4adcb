import { afterAll, beforeAll, expect, test } from 'vitest';
import { findCondition } from '#lib/domain/condition.ts';
import { type ApiProxy, openApiProxy } from '#tools/chaos/api-proxy.ts';
import { testCluster } from '#tools/test/cluster.ts';
import { addEnvironment, addTeam } from '#tools/test/environment.ts';
import { type ProvisionerStage, setStage } from '#tools/test/provisioner.ts';
import { until } from '#tools/test/until.ts';

let stage: ProvisionerStage;
let proxy: ApiProxy;

beforeAll(async () => {
  stage = await setStage();
  proxy = await openApiProxy(testCluster().provisionerKubeconfig);
  await stage.start('one', proxy.kubeconfig);
});
afterAll(async () => {
  await stage.close();
  await proxy.close();
});

const row = (id: string) =>
  stage.database.environmentStatus.findUniqueOrThrow({ where: { environmentId: id } });
const askRetry = (id: string) =>
  stage.database.environment.update({ where: { id }, data: { retries: { increment: 1 } } });
const answered = (id: string, count: number) =>
  until(async () => (await row(id)).answeredRetries === count, { deadlineMs: 20_000, what: 'the answer' });

test('a stalled environment is tried again as soon as somebody asks, and not before', async () => {
  proxy.decide(({ method, path }) =>
    method === 'POST' && path.includes('/resourcequotas')
      ? { kind: 'answer', status: 403 }
      : { kind: 'pass' },
  );
  const { id } = await addEnvironment(stage.database, await addTeam(stage.database));
  const { conditions } = await stage.untilCondition(id, 'Stalled', 'True');
  expect(findCondition(conditions, 'Ready')).toMatchObject({ status: 'False', reason: 'Forbidden' });
  const { nextAttemptAt, fence } = await row(id);
  // Minutes away: what makes it ready in this test is nothing but the retry.
  expect(Number(nextAttemptAt) - Date.now()).toBeGreaterThan(120_000);

  await askRetry(id);
  await answered(id, 1);
  const refused = await stage.status(id);
  expect(findCondition(refused.conditions, 'Stalled')?.status).toBe('True');
  expect((await row(id)).fence).toBeGreaterThan(fence);

  proxy.decide(() => ({ kind: 'pass' }));
  await askRetry(id);
  await stage.untilCondition(id, 'Ready', 'True');
  const { passMs, answeredRetries, leaseOwner } = await row(id);
  expect(answeredRetries).toBe(2);
  expect(leaseOwner).toBeNull();
  expect(passMs.length).toBeGreaterThanOrEqual(3);
});

test('a retry of what is as agreed makes one pass that changes nothing', async () => {
  const { id } = await addEnvironment(stage.database, await addTeam(stage.database));
  await stage.untilCondition(id, 'Ready', 'True');
  const writes: string[] = [];
  proxy.decide(({ method, path }) => {
    if (method !== 'GET') writes.push(path);
    return { kind: 'pass' };
  });
  await askRetry(id);
  await answered(id, 1);
  expect(writes).toEqual([]);
  expect(findCondition((await stage.status(id)).conditions, 'Ready')?.status).toBe('True');
});
