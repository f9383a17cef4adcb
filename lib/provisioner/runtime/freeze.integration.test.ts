import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findCondition } from '#lib/domain/condition.ts';
import { addEnvironment, addTeam } from '#tools/test/environment.ts';
import { type ProvisionerStage, setStage } from '#tools/test/provisioner.ts';
import { until } from '#tools/test/until.ts';
import { managedKind } from '../desired/managed-kinds.ts';

let stage: ProvisionerStage;
let frozen: ChildProcess;

beforeAll(async () => {
  stage = await setStage();
  const env = { ...process.env, ...stage.variables('frozen'), LOG_LEVEL: 'warn' };
  frozen = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], { env, stdio: 'ignore' });
  const beats = () => stage.database.provisionerHeartbeat.findUnique({ where: { replica: 'frozen' } });
  await until(beats, { deadlineMs: 30_000, what: 'the first beat' });
});
afterAll(async () => {
  const gone = once(frozen, 'exit');
  frozen.kill('SIGKILL');
  await gone;
  await stage.close();
});

test('what a frozen replica held is taken over, and it changes nothing when it wakes', async () => {
  const { id, namespace } = await addEnvironment(stage.database, await addTeam(stage.database));
  await until(async () => (await held()) > 0, { deadlineMs: 15_000, what: 'a claim', everyMs: 1 });
  frozen.kill('SIGSTOP');
  await stage.start('heir');
  await stage.untilCondition(id, 'Ready', 'True');
  const { quota } = await stage.database.environment.findUniqueOrThrow({ where: { id } });
  await stage.database.environment.update({
    where: { id },
    data: { quota: { ...(quota as object), pods: '31' }, generation: { increment: 1 } },
  });
  const isResized = async () => {
    const { conditions, observedGeneration } = await stage.status(id);
    return observedGeneration === 2 && findCondition(conditions, 'Ready')?.status === 'True';
  };
  await until(isResized, { deadlineMs: 20_000, what: 'the heir to resize' });
  const beforeWaking = await beatOfFrozen();
  frozen.kill('SIGCONT');
  await until(async () => (await beatOfFrozen()) > beforeWaking, {
    deadlineMs: 15_000,
    what: 'it to beat again',
  });
  const found = await stage.admin.find(managedKind('ResourceQuota'), { name: 'bailiwick', namespace });
  expect(found?.spec).toMatchObject({ hard: { pods: '31' } });
  expect(
    await stage.database.auditEvent.count({ where: { objectId: id, action: 'environment.ready' } }),
  ).toBe(1);
  expect((await stage.status(id)).observedGeneration).toBe(2);
});

async function held(): Promise<number> {
  return stage.database.environmentStatus.count({ where: { leaseOwner: 'frozen' } });
}

async function beatOfFrozen(): Promise<number> {
  const row = await stage.database.provisionerHeartbeat.findUniqueOrThrow({ where: { replica: 'frozen' } });
  return row.beatAt.getTime();
}
