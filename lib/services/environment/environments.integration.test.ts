import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type Database } from '#lib/data/client.ts';
import { createTestDatabase } from '#tools/test/database.ts';
import { createWorld, smallQuota, type World } from '../request/world.test-fixture.ts';
import { getAccess } from './get-access.ts';
import { getEnvironment } from './get-environment.ts';
import { getLimits } from './get-limits.ts';
import { getNetwork } from './get-network.ts';
import { getObjects } from './get-objects.ts';
import { getUsageHistory } from './get-usage-history.ts';
import { listDrift } from './list-drift.ts';
import { listEnvironments } from './list-environments.ts';
import { undoDelete } from './undo-delete.ts';

let world: World;
let provisioner: Database;
const ids = new Map<string, string>();
const at = (slug: string) => ({ team: 'payments', environment: slug });
const idOf = (slug: string) => ids.get(slug) ?? expect.fail(`no ${slug}`);
const hour = (hours: number) => new Date(Date.now() + hours * 3_600_000);
const condition = (type: string) => ({ type, status: 'True', reason: 'Test', message: 'For tests.' });

async function addEnvironment(slug: string, over: { deleteAfter?: Date; expiresAt?: Date } = {}) {
  const { id: classVersionId } = await world.database.environmentClassVersion.findFirstOrThrow({
    where: { class: { slug: 'prod' } },
  });
  const { id } = await world.database.environment.create({
    data: {
      teamId: world.teamId,
      slug,
      namespace: `payments-${slug}`,
      classVersionId,
      quota: smallQuota,
      purpose: `for ${slug}`,
      requestedBy: world.userId('dev'),
      approvedBy: world.userId('ada'),
      ...over,
    },
  });
  ids.set(slug, id);
}

async function observe(
  slug: string,
  data: { conditions?: object[]; observedGeneration?: number; usage?: object },
) {
  await provisioner.environmentStatus.update({ where: { environmentId: idOf(slug) }, data });
}

beforeAll(async () => {
  const own = await createTestDatabase();
  world = await createWorld(own);
  provisioner = createDatabase(own.provisionerUrl, 2);
  for (const slug of ['steady', 'fresh', 'changed', 'broken']) await addEnvironment(slug);
  await addEnvironment('leaving', { deleteAfter: hour(1) });
  await addEnvironment('gone', { deleteAfter: hour(-1) });
  await addEnvironment('brief', { expiresAt: hour(48) });
  const usage = { 'requests.cpu': { used: '1800m', hard: '2' }, pods: { used: '10', hard: '10' } };
  await observe('steady', { conditions: [condition('Ready')], observedGeneration: 1, usage });
  await observe('changed', { conditions: [condition('Ready')], observedGeneration: 0 });
  await observe('broken', { conditions: [condition('Stalled')], observedGeneration: 1 });
});
afterAll(async () => {
  await provisioner.$disconnect();
  await world.end();
});

test('people of other teams find nothing', async () => {
  const stranger = await world.actor('stranger');
  for (const read of [getEnvironment, getAccess, getNetwork, getLimits, getObjects, undoDelete])
    await expect(read(stranger, at('steady'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(getUsageHistory(stranger, { ...at('steady'), range: '24h' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  await expect(listEnvironments(stranger, { team: 'payments' })).resolves.toMatchObject({
    items: [],
    total: 0,
  });
  await expect(getEnvironment(await world.actor('vera'), at('nothing'))).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
});

test.each([
  ['ready', ['steady']],
  ['reconciling', ['brief', 'changed', 'fresh']],
  ['stalled', ['broken']],
  ['deleting', ['gone', 'leaving']],
  ['expiring', ['brief']],
  ['drifted', []],
])('the filter %s', async (state, slugs) => {
  const { items, total } = await listEnvironments(await world.actor('vera'), { state });
  expect(items.map(({ slug }) => slug)).toEqual(slugs);
  expect(total).toBe(slugs.length);
});

test('lists are searched, sorted and paged in the database', async () => {
  const ada = await world.actor('ada');
  const { items } = await listEnvironments(ada, { sort: 'expires', pageSize: '2', page: '1' });
  expect(items.map(({ slug }) => slug)[0]).toBe('brief');
  expect((await listEnvironments(ada, { q: 'FOR stea' })).items.map(({ slug }) => slug)).toEqual(['steady']);
  expect((await listEnvironments(ada, { q: '%' })).total).toBe(0);
  expect((await listEnvironments(ada, { page: 9 })).total).toBe(7);
  expect((await listEnvironments(ada, { class: 'dev' })).total).toBe(0);
});

test('usage shows what is known, and says when it is not', async () => {
  const { quota, requestedBy, approvedBy } = await getEnvironment(await world.actor('vera'), at('steady'));
  expect(quota.map(({ key, level, ratio, usedText }) => [key, level, ratio, usedText])).toEqual([
    ['requests.cpu', 'warning', 0.9, '1.8 CPU'],
    ['requests.memory', 'unknown', null, null],
    ['pods', 'full', 1, '10'],
  ]);
  expect([requestedBy.name, approvedBy?.name]).toEqual(['dev', 'ada']);
});

test('access, network and limits read as sentences; the objects as YAML', async () => {
  const vera = await world.actor('vera');
  const access = await getAccess(vera, at('steady'));
  expect(access.map(({ person, clusterRoles }) => [person.name, ...clusterRoles])).toEqual([
    ['olga', 'bailiwick-admin', 'bailiwick-debug', 'bailiwick-secrets'],
    ['dev', 'bailiwick-developer', 'bailiwick-debug', 'bailiwick-secrets'],
    ['vera', 'bailiwick-viewer'],
  ]);
  expect(access[2]?.sentence).toBe('vera can look at workloads, logs and events, as viewer of the team.');
  expect(await getNetwork(vera, at('steady'))).toMatchObject({ profile: 'isolated', seen: null });
  expect(await getLimits(vera, at('steady'))).toContainEqual({
    label: 'Deletion',
    text: 'can be undone for 1 hour',
  });
  const { objects } = await getObjects(vera, at('steady'));
  expect(new Set(objects.map(({ kind }) => kind))).toEqual(
    new Set(['Namespace', 'NetworkPolicy', 'ResourceQuota', 'LimitRange', 'ServiceAccount', 'RoleBinding']),
  );
  expect(objects.find(({ kind }) => kind === 'ResourceQuota')?.desired).toContain('requests.memory: 4Gi');
});

test('a deletion is taken back within its grace, by who may, and only once', async () => {
  await expect(undoDelete(await world.actor('vera'), at('leaving'))).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
  const dev = await world.actor('dev');
  await expect(undoDelete(dev, at('gone'))).rejects.toMatchObject({ code: 'CONFLICT' });
  await expect(undoDelete(dev, at('leaving'))).resolves.toMatchObject({ deleteAfter: null, generation: 2 });
  await expect(undoDelete(dev, at('leaving'))).rejects.toMatchObject({ code: 'CONFLICT' });
  const told = await world.database.auditEvent.findMany({ where: { objectId: idOf('leaving') } });
  expect(told).toMatchObject([
    { action: 'environment.undo-delete', actorName: 'dev', httpRequestId: 'test' },
  ]);
});

test('drift is listed to who sees the environment', async () => {
  const fields = [{ path: 'spec.hard.pods', desired: '10', observed: '99' }];
  const common = { environmentId: idOf('steady'), kind: 'ResourceQuota', name: 'bailiwick', fields };
  await provisioner.driftEvent.create({ data: { ...common, change: 'edited', manager: 'kubectl-edit' } });
  await provisioner.driftEvent.create({ data: { ...common, change: 'deleted', healedAt: new Date() } });
  const open = await listDrift(await world.actor('vera'), { ...at('steady'), open: 'true' });
  expect(open.items).toMatchObject([{ change: 'edited', manager: 'kubectl-edit', fields, healedAt: null }]);
  expect((await listDrift(await world.actor('ada'), { q: 'KUBECTL' })).total).toBe(1);
  expect((await listDrift(await world.actor('ada'))).total).toBe(2);
  expect((await listDrift(await world.actor('ada'), { q: '%' })).total).toBe(0);
  const managers = async (direction: 'asc' | 'desc') =>
    (await listDrift(await world.actor('ada'), { sort: 'manager', direction })).items.map(
      ({ manager }) => manager,
    );
  expect(await managers('asc')).toEqual(['kubectl-edit', null]);
  expect(await managers('desc')).toEqual(['kubectl-edit', null]);
  const changes = async (sort: string) =>
    (await listDrift(await world.actor('ada'), { sort, direction: 'asc' })).items.map(({ change }) => change);
  expect(await changes('detected')).toEqual(['edited', 'deleted']);
  expect(await changes('environment')).toEqual(['deleted', 'edited']);
  expect((await listDrift(await world.actor('stranger'))).total).toBe(0);
  expect((await listEnvironments(await world.actor('vera'), { state: 'drifted' })).total).toBe(1);
});
