import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type Database } from '#lib/data/client.ts';
import { shippedClasses } from '#lib/domain/shipped-classes.ts';
import { createTestDatabase } from '#tools/test/database.ts';
import { createClass } from '../class/create-class.ts';
import { getRequest } from '../request/get-request.ts';
import { submitRequest } from '../request/submit-request.ts';
import { createWorld, refusal, type World } from '../request/world.test-fixture.ts';
import { createTeam } from '../team/create-team.ts';
import { setBudget } from '../team/set-budget.ts';
import { changeCapacity } from './change-capacity.ts';
import { getCapacity } from './get-capacity.ts';

let world: World;
let owner: Database;
beforeAll(async () => {
  const test = await createTestDatabase();
  owner = createDatabase(test.ownerUrl, 1);
  world = await createWorld(test);
});
afterAll(async () => {
  await owner.$disconnect();
  await world.end();
});

const plan = async (baseVersion: number, keys: Parameters<typeof changeCapacity>[1]['keys'], who = 'ada') =>
  changeCapacity(await world.actor(who), { baseVersion, keys, reason: 'More racks.' });
const team = async (slug: string, budget: Record<string, string>) =>
  createTeam(await world.actor('ada'), { slug, name: slug, costCentre: null, budget });

test('without a plan nothing limits budgets, and with one they can’t grow beyond it', async () => {
  await team('before', { 'requests.cpu': '100' });
  expect(await plan(0, { 'requests.cpu': { amount: '100', perMille: 1500 } })).toEqual({ version: 1 });
  expect(await refusal(team('late', { 'requests.cpu': '11' }), 'budget.requests.cpu')).toBe(
    'OVER_BUDGET The cluster’s plan has 10 CPU left for this team: all budgets together may have 150 CPU.',
  );
  await team('fits', { 'requests.cpu': '10', pods: '9000' });
  const { lines, history } = await getCapacity(await world.actor('ada'));
  expect(lines.find(({ key }) => key === 'requests.cpu')).toMatchObject({
    limitText: '150 CPU',
    budgetedText: '150 CPU',
    isOver: false,
  });
  expect(history).toMatchObject([{ version: 1, createdBy: 'ada', reason: 'More racks.' }]);
});

test('of many teams that are made at once only as many as fit get their budget', async () => {
  await plan(1, { 'requests.memory': { amount: '140Gi', perMille: 1000 } });
  const wishes = Array.from({ length: 6 }, (_, index) => team(`crowd${index}`, { 'requests.memory': '4Gi' }));
  const results = await Promise.allSettled(wishes);
  // The two teams of the world have 64 GiB each, so 12 GiB are left.
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
});

test('a smaller plan takes nothing away, and says what is over-committed', async () => {
  await plan(2, { 'requests.memory': { amount: '100Gi', perMille: 1000 } });
  const { lines } = await getCapacity(await world.actor('ada'));
  expect(lines.find(({ key }) => key === 'requests.memory')).toMatchObject({ isOver: true });
  const row = await world.database.team.findUniqueOrThrow({ where: { slug: 'payments' } });
  const budget = { 'requests.cpu': '20', 'requests.memory': '63Gi' };
  const less = { team: 'payments', version: row.version, budget };
  await setBudget(await world.actor('ada'), less);
  const more = { ...less, version: row.version + 1, budget: { ...budget, 'requests.memory': '64Gi' } };
  expect(await refusal(setBudget(await world.actor('ada'), more), 'budget.requests.memory')).toMatch(
    /^OVER_BUDGET The cluster’s plan has 24 GiB left/,
  );
});

test('an approver sees what a request does to the plan, the team does not', async () => {
  const payload = {
    ...{ slug: 'huge', classSlug: 'prod', classVersion: 1, lifetimeDays: null },
    quota: { 'requests.cpu': '16', 'requests.memory': '63Gi', pods: '10' },
  };
  const wish = { type: 'create-environment' as const, team: 'payments', environment: null, payload };
  const { number } = await submitRequest(await world.actor('dev'), { ...wish, reason: 'A test.' });
  const planFor = async (who: string) => (await getRequest(await world.actor(who), { number })).plan;
  expect((await planFor('ada'))?.capacity).toMatchObject([
    {
      ...{ key: 'requests.memory', beforeText: '0 B', afterText: '63 GiB' },
      ...{ budgetText: '100 GiB', over: false },
    },
  ]);
  expect((await planFor('dev'))?.capacity).toEqual([]);
});

test('a plan is made from the latest, by an admin, of keys that exist', async () => {
  expect(await refusal(plan(1, {}), '')).toMatch(/^STALE/);
  expect(await refusal(plan(3, {}, 'olga'), '')).toMatch(/^(FORBIDDEN|NOT_FOUND)/);
  expect(await refusal(plan(3, { gpu: { amount: '4', perMille: 1000 } }), 'keys.gpu')).toMatch(
    /no quota key/,
  );
  expect(await refusal(plan(3, { pods: { amount: null, perMille: 1000 } }), 'keys.pods')).toMatch(/No node/);
  expect(await refusal(team('odd', { 'requests.gpu': '1' }), 'budget.requests.gpu')).toMatch(/no quota key/);
});

test('once the provisioner has looked, budgets and classes take what the cluster has, and no other key', async () => {
  const data = {
    nodes: 2,
    allocatable: { 'nvidia.com/gpu': '4' },
    countable: ['count/jobs.batch'],
    storageClasses: ['fast'],
  };
  await owner.clusterInventory.create({ data });
  await plan(3, { 'requests.nvidia.com/gpu': { amount: null, perMille: 1000 } });
  await team('learning', {
    'requests.nvidia.com/gpu': '3',
    'fast.storageclass.storage.k8s.io/requests.storage': '1Ti',
  });
  expect(
    await refusal(team('more', { 'requests.nvidia.com/gpu': '2' }), 'budget.requests.nvidia.com/gpu'),
  ).toMatch(/^OVER_BUDGET The cluster’s plan has 1 left/);
  const count = { min: '0', default: '1', max: '2' };
  const withKey = async (slug: string, key: string) => {
    const spec = shippedClasses[0]?.spec ?? expect.fail('no class is shipped');
    const quota = { ...spec.quota, [key]: count };
    return createClass(await world.actor('ada'), { slug, name: slug, spec: { ...spec, quota } });
  };
  const problem = await refusal(
    withKey('odd', 'count/dinosaurs.example.com'),
    'spec.quota.count/dinosaurs.example.com',
  );
  expect(problem).toMatch(/knows no dinosaurs/);
});
