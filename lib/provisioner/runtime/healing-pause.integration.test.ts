import { afterAll, beforeAll, expect, test } from 'vitest';
import { findCondition } from '#lib/domain/condition.ts';
import { addEnvironment, addTeam, type TestEnvironment } from '#tools/test/environment.ts';
import { type ProvisionerStage, setStage } from '#tools/test/provisioner.ts';
import { until } from '#tools/test/until.ts';
import { managedKind } from '../desired/managed-kinds.ts';

let stage: ProvisionerStage;
let environment: TestEnvironment;
let admin: string;

beforeAll(async () => {
  stage = await setStage();
  await stage.start();
  environment = await addEnvironment(stage.database, await addTeam(stage.database));
  await stage.untilCondition(environment.id, 'Ready', 'True');
  ({ id: admin } = await stage.database.user.findFirstOrThrow());
});
afterAll(() => stage.close());

const find = (kind: string, name: string) =>
  stage.admin.find(managedKind(kind), { name, namespace: environment.namespace });
const pods = async () =>
  ((await find('ResourceQuota', 'bailiwick'))?.spec as { hard: { pods: string } } | undefined)?.hard.pods;

async function setPods(value: string): Promise<void> {
  const path = `/api/v1/namespaces/${environment.namespace}/resourcequotas/bailiwick?fieldManager=kubectl-edit`;
  const body = { spec: { hard: { pods: value } } };
  await stage.transport.call({ method: 'PATCH', path, body, contentType: 'application/merge-patch+json' });
}

const pause = (forMs: number) => stage.database.$executeRaw`
  UPDATE environment SET healing_paused_at = now(), healing_paused_until = now() + ${forMs} * interval '1 millisecond',
    healing_pause_reason = 'for the test', healing_paused_by = ${admin}::uuid WHERE id = ${environment.id}::uuid`;
const rows = () =>
  stage.database.driftEvent.findMany({
    where: { environmentId: environment.id, kind: 'ResourceQuota' },
    orderBy: { detectedAt: 'asc' },
  });
const inTime = (what: string, look: () => Promise<unknown>) => until(look, { deadlineMs: 15_000, what });
const actions = async () =>
  (
    await stage.database.auditEvent.findMany({ where: { objectId: environment.id }, orderBy: { at: 'asc' } })
  ).map(({ action }) => action);

test('while healing is paused an edit stays, is told once as open drift, and another edit is told again', async () => {
  await pause(3_600_000);
  await setPods('7');
  await stage.untilCondition(environment.id, 'Drifted', 'True');
  const { conditions, objects } = await stage.status(environment.id);
  expect(findCondition(conditions, 'Drifted')?.reason).toBe('HealingPaused');
  expect(findCondition(conditions, 'Ready')?.status).toBe('False');
  expect(objects.find(({ kind }) => kind === 'ResourceQuota')).toMatchObject({
    step: 'held',
    message: 'Left as it is while healing is paused: spec.hard.pods is "7".',
  });
  expect(await rows()).toMatchObject([
    { change: 'edited', manager: 'kubectl-edit', held: true, healedAt: null },
  ]);
  expect((await rows())[0]?.editedAt).toBeInstanceOf(Date);
  await setPods('8');
  await inTime('a second drift row', async () => (await rows()).length === 2);
  expect(await pods()).toBe('8');
});

test('what widens access is put right all the same', async () => {
  const { kind } = managedKind('RoleBinding');
  const name = 'a-way-in';
  const metadata = { name, namespace: environment.namespace };
  const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' };
  const subjects = [{ kind: 'User', name: 'mallory', apiGroup: 'rbac.authorization.k8s.io' }];
  const wayIn = { kind, metadata, roleRef, subjects };
  await stage.admin.create(managedKind(kind), wayIn);
  await inTime('the way in to be closed', async () => (await find(kind, name)) === null);
  expect(await pods()).toBe('8');
  await inTime('its row to be closed', () =>
    stage.database.driftEvent.findFirst({ where: { name, healedAt: { not: null } } }),
  );
  expect((await rows()).map(({ healedAt }) => healedAt)).toEqual([null, null]);
});

test('what was deleted stays away, and comes back with the rest when the pause ends by itself', async () => {
  const limits = await find('LimitRange', 'bailiwick');
  await stage.admin.remove(
    managedKind('LimitRange'),
    { name: 'bailiwick', namespace: environment.namespace },
    limits?.metadata.uid ?? '',
  );
  await inTime('the deletion to be told', () =>
    stage.database.driftEvent.findFirst({
      where: {
        environmentId: environment.id,
        kind: 'LimitRange',
        change: 'deleted',
        held: true,
        healedAt: null,
      },
    }),
  );
  expect(await find('LimitRange', 'bailiwick')).toBeNull();
  await pause(1_000);
  await stage.untilCondition(environment.id, 'Ready', 'True');
  expect(await pods()).toBe('20');
  expect(await find('LimitRange', 'bailiwick')).not.toBeNull();
  const found = await rows();
  expect(found).toHaveLength(2);
  expect(found.every(({ healedAt }) => healedAt !== null)).toBe(true);
  expect((await actions()).filter((action) => action === 'environment.leave-drift')).toHaveLength(3);
  expect((await actions()).filter((action) => action === 'environment.heal')).toHaveLength(4);
});

test('a revocation while healing is paused goes through, as does every new generation', async () => {
  await pause(3_600_000);
  const bindings = async () =>
    (await stage.status(environment.id)).objects
      .filter(({ kind }) => kind === 'RoleBinding')
      .map(({ name }) => name);
  const before = await bindings();
  expect(before.length).toBeGreaterThan(0);
  await setPods('9');
  await stage.untilCondition(environment.id, 'Drifted', 'True');
  await stage.database.$transaction(async (tx) => {
    await tx.membership.deleteMany({ where: { team: { environments: { some: { id: environment.id } } } } });
    await tx.environment.update({ where: { id: environment.id }, data: { generation: { increment: 1 } } });
  });
  await stage.untilCondition(environment.id, 'Ready', 'True');
  for (const name of before) expect(await find('RoleBinding', name)).toBeNull();
  expect(await pods()).toBe('20');
});

test('who edits in a loop while healing is paused fills no table: the rounds count on a few rows', async () => {
  await stage.database.driftEvent.deleteMany({ where: { environmentId: environment.id } });
  await pause(3_600_000);
  const rounds = async () => (await rows()).reduce((sum, row) => sum + row.rounds, 0);
  for (let round = 1; round <= 8; round += 1) {
    await setPods(String(100 + round));
    await inTime(`round ${round}`, async () => (await rounds()) >= round);
  }
  expect((await rows()).length).toBeLessThanOrEqual(4);
  const { conditions } = await stage.status(environment.id);
  expect(findCondition(conditions, 'Drifted')).toMatchObject({ status: 'True', reason: 'HealingPaused' });
  expect(await pods()).toBe('108');
});
