import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { claimEnvironment } from '#lib/data/provisioner/claims.ts';
import { savePass } from '#lib/data/provisioner/save-pass.ts';
import { addEnvironment, addTeam, type TestTeam } from '#tools/test/environment.ts';
import { type ProvisionerStage, setStage } from '#tools/test/provisioner.ts';
import { until } from '#tools/test/until.ts';
import { managedKind } from '../desired/managed-kinds.ts';

let stage: ProvisionerStage;
let team: TestTeam;
const children: ChildProcess[] = [];

beforeAll(async () => {
  stage = await setStage();
  team = await addTeam(stage.database);
});
afterAll(async () => {
  for (const child of children) await kill(child);
  await stage.close();
});

const main = join(import.meta.dirname, 'main.ts');

async function startChild(replica: string): Promise<ChildProcess> {
  const env = { ...process.env, ...stage.variables(replica), LOG_LEVEL: 'warn' };
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  children.push(child);
  await until(() => stage.database.provisionerHeartbeat.findUnique({ where: { replica } }), {
    deadlineMs: 30_000,
    what: `the first beat of ${replica}`,
  });
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

async function countObjects(namespace: string): Promise<number> {
  const paths = ['/apis/networking.k8s.io/v1', '/api/v1', '/api/v1'].map(
    (root, index) =>
      `${root}/namespaces/${namespace}/${['networkpolicies', 'resourcequotas', 'limitranges'][index]}`,
  );
  const lists = await Promise.all(paths.map((path) => stage.transport.call({ method: 'GET', path })));
  return lists.reduce((sum: number, list) => sum + (list as { items: object[] }).items.length, 0);
}

test('killed in the middle of its work and started again, it finishes', async () => {
  const first = await startChild('killed-1');
  const environments = await Promise.all(
    Array.from({ length: 12 }, () => addEnvironment(stage.database, team)),
  );
  await until(() => stage.database.environmentStatus.count({ where: { fence: { gt: 0 } } }), {
    deadlineMs: 20_000,
    what: 'the first claim',
    everyMs: 1,
  });
  await kill(first);
  await startChild('killed-2');
  for (const { id, namespace } of environments) {
    await stage.untilCondition(id, 'Ready', 'True');
    expect(await countObjects(namespace)).toBe(7);
    const ready = await stage.database.auditEvent.count({
      where: { objectId: id, action: 'environment.ready' },
    });
    expect(ready).toBe(1);
  }
});

test('what a killed replica held is taken over long before its lease ends', async () => {
  const { id } = await addEnvironment(stage.database, team);
  await stage.untilCondition(id, 'Ready', 'True');
  await stage.database.environmentStatus.update({
    where: { environmentId: id },
    data: { leaseOwner: 'dead-replica', leaseExpiresAt: new Date(Date.now() + 3_600_000) },
  });
  await stage.database.environment.update({ where: { id }, data: { generation: { increment: 1 } } });
  const isTaken = async () => (await stage.status(id)).observedGeneration === 2;
  await until(isTaken, { deadlineMs: 20_000, what: 'the row to be taken over' });
});

test('two at once make one of everything, and either heals', async () => {
  await startChild('second');
  const environments = await Promise.all(
    Array.from({ length: 10 }, () => addEnvironment(stage.database, team)),
  );
  for (const { id, namespace } of environments) {
    await stage.untilCondition(id, 'Ready', 'True');
    expect(await countObjects(namespace)).toBe(7);
    expect(await stage.database.driftEvent.count({ where: { environmentId: id } })).toBe(0);
    expect(await stage.database.auditEvent.count({ where: { objectId: id } })).toBe(1);
  }
  const [one] = environments;
  if (!one) throw new Error('There is no environment.');
  const quota = { name: 'bailiwick', namespace: one.namespace };
  const before = await stage.admin.find(managedKind('ResourceQuota'), quota);
  await stage.admin.remove(managedKind('ResourceQuota'), quota, before?.metadata.uid ?? '');
  await until(() => stage.admin.find(managedKind('ResourceQuota'), quota), {
    deadlineMs: 20_000,
    what: 'the quota',
  });
});

test('a replica that was frozen beyond its lease commits nothing', async () => {
  const spare = await addEnvironment(stage.database, await addTeam(stage.database));
  await stage.untilCondition(spare.id, 'Ready', 'True');
  // The others would take over at once, since neither of these two beats.
  for (const child of children) await kill(child);
  const zombie = await until(() => claimEnvironment(stage.database, spare.id, 'zombie', true), {
    deadlineMs: 20_000,
    what: 'a claim',
  });
  const winner = await claimEnvironment(stage.database, spare.id, 'winner', true);
  expect(winner?.fence).toBe(zombie.fence + 1n);
  const pass = { conditions: [], objects: [], namespaceUid: 'stolen', attempts: 0, nextAttemptInMs: 1_000 };
  const rest = { observed: [], ceiling: null, drift: [], becameReady: false, finalized: true, tookMs: 1 };
  expect(await savePass(stage.database, zombie, { ...pass, ...rest })).toBeNull();
  expect((await stage.status(spare.id)).namespaceUid).not.toBe('stolen');
  const { finalizedAt } = await stage.database.environment.findUniqueOrThrow({ where: { id: spare.id } });
  expect(finalizedAt).toBeNull();
});
