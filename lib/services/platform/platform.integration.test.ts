import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#lib/auth/permissions.ts';
import { joinEnvironments } from '#lib/data/platform/environment-set.ts';
import { defaultPlatform } from '#lib/domain/platform.ts';
import { managedKind } from '#lib/provisioner/desired/managed-kinds.ts';
import { addEnvironment, addTeam, type TestEnvironment } from '#tools/test/environment.ts';
import { type ProvisionerStage, setStage } from '#tools/test/provisioner.ts';
import { until } from '#tools/test/until.ts';
import { createWorld, type World } from '../request/world.test-fixture.ts';
import { changePlatform } from './change-platform.ts';
import { ensurePlatform } from './ensure-platform.ts';
import { getPlatform } from './get-platform.ts';
import { previewPlatform } from './preview-platform.ts';

let stage: ProvisionerStage;
let world: World;
let ada: Actor;
let environment: TestEnvironment;

beforeAll(async () => {
  stage = await setStage();
  world = await createWorld({ webUrl: stage.webUrl, drop: async () => undefined });
  ada = await world.actor('ada');
  await stage.start();
  environment = await addEnvironment(stage.database, await addTeam(stage.database));
  await stage.untilCondition(environment.id, 'Ready', 'True');
});
afterAll(async () => {
  await world.end();
  await stage.close();
});

const policy = (name: string) =>
  stage.admin.find(managedKind('NetworkPolicy'), { name, namespace: environment.namespace });
const settings = {
  ...defaultPlatform,
  ingressNamespace: 'traefik',
  monitoringNamespace: 'monitoring',
  apiServers: [{ cidr: '10.96.0.1/32', port: 443 }],
};

test('only admins change the settings; auditors read them, others don’t know of them', async () => {
  await world.addPerson('audrey', 'auditor');
  for (const name of ['olga', 'stranger', 'audrey']) {
    const actor = await world.actor(name);
    const change = changePlatform(actor, { baseVersion: 0, reason: 'mine', settings });
    await expect(change).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(previewPlatform(actor, { settings })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  }
  await expect(getPlatform(await world.actor('olga'))).rejects.toMatchObject({ code: 'FORBIDDEN' });
  expect(await getPlatform(await world.actor('audrey'))).toEqual({
    version: 0,
    settings: defaultPlatform,
    history: [],
  });
});

test('before saving it is told what changes in how many environments', async () => {
  const { environments, changes } = await previewPlatform(ada, { settings });
  expect(environments).toBe(1);
  expect(changes.map(({ object, environments: count }) => `${object} ${count}`)).toEqual([
    'NetworkPolicy/allow-ingress-controller 1',
    'NetworkPolicy/allow-monitoring 1',
    'NetworkPolicy/allow-api-server 1',
  ]);
  expect(await previewPlatform(ada, { settings: defaultPlatform })).toEqual({ environments: 1, changes: [] });
});

test('a change is rolled out to the cluster, is no drift, and stands in the audit log', async () => {
  const before = await stage.database.environment.findUniqueOrThrow({ where: { id: environment.id } });
  const changed = await changePlatform(ada, { baseVersion: 0, reason: 'A new ingress controller', settings });
  expect(changed).toEqual({ version: 1, environments: 1 });
  const seen = await until(async () => (await policy('allow-api-server')) ?? null, {
    deadlineMs: 15_000,
    what: 'the API server’s policy',
  });
  expect(seen.spec).toMatchObject({
    egress: [{ to: [{ ipBlock: { cidr: '10.96.0.1/32' } }], ports: [{ port: 443, protocol: 'TCP' }] }],
  });
  expect(JSON.stringify(await policy('allow-monitoring'))).toContain('"monitoring"');
  await until(async () => (await stage.status(environment.id)).observedGeneration === before.generation + 1, {
    deadlineMs: 15_000,
    what: 'the pass for the new generation',
  });
  expect(JSON.stringify(await policy('allow-ingress-controller'))).toContain('"traefik"');
  expect(await stage.database.driftEvent.count({ where: { environmentId: environment.id } })).toBe(0);
  const [event] = await stage.database.auditEvent.findMany({ where: { action: 'platform.change' } });
  expect(event).toMatchObject({
    actorName: 'ada',
    objectName: 'network settings v1',
    after: { version: 1, ingressNamespace: 'traefik', environments: 1 },
  });
});

test('what is taken back is pruned', async () => {
  const less = { ...settings, monitoringNamespace: null };
  await changePlatform(ada, { baseVersion: 1, reason: 'No monitoring any more', settings: less });
  const gone = await until(async () => (await policy('allow-monitoring')) === null, {
    deadlineMs: 15_000,
    what: 'the monitoring policy to go',
  });
  expect(gone).toBe(true);
  const { version, history } = await getPlatform(ada);
  expect(version).toBe(2);
  expect(history.map((each) => [each.version, each.createdBy, each.reason])).toEqual([
    [2, 'ada', 'No monitoring any more'],
    [1, 'ada', 'A new ingress controller'],
  ]);
  expect(history[1]?.before).toEqual(defaultPlatform);
});

test('the loser of a race is told, and nothing of his is left', async () => {
  const change = (reason: string) => changePlatform(ada, { baseVersion: 2, reason, settings });
  const ends = await Promise.allSettled([change('one'), change('two')]);
  expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(ends.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'STALE' } });
  expect(await stage.database.platformSetting.count()).toBe(3);
  expect(await stage.database.auditEvent.count({ where: { action: 'platform.change' } })).toBe(3);
});

test('an environment that is being made meanwhile is not missed', async () => {
  const team = await addTeam(stage.database);
  let change: Promise<unknown> = Promise.resolve();
  const made = await world.database.$transaction(async (tx) => {
    await joinEnvironments(tx);
    const data = { ...rowOf(team), slug: 'late', namespace: `${team.teamSlug}-late` };
    const row = await tx.environment.create({ data, select: { id: true } });
    change = changePlatform(ada, { baseVersion: 3, reason: 'meanwhile', settings: defaultPlatform });
    const waits = async () => {
      const [found] = await stage.database.$queryRaw<{ waiting: bigint }[]>`
        SELECT count(*) AS waiting FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`;
      return (found?.waiting ?? 0n) > 0n;
    };
    await until(waits, { deadlineMs: 20_000, what: 'the change to wait' });
    return row;
  });
  await change;
  const late = await stage.database.environment.findUniqueOrThrow({ where: { id: made.id } });
  expect(late.generation).toBe(2);
});

test('configuration makes version 1 only where there is none', async () => {
  await expect(ensurePlatform(ada, { subjectPrefix: 'other:' })).resolves.toBe(false);
  expect((await getPlatform(ada)).settings.subjectPrefix).toBe('oidc:');
});

function rowOf(team: Awaited<ReturnType<typeof addTeam>>) {
  const { teamId, classVersionId, ownerId, approverId } = team;
  return {
    teamId,
    classVersionId,
    quota: {},
    purpose: 'A test.',
    requestedBy: ownerId,
    approvedBy: approverId,
  };
}
