import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type Database } from '#lib/data/client.ts';
import { emptyRule, type Rule } from '#lib/domain/rules/rule.ts';
import type { Simulation } from '#lib/domain/rules/simulate.ts';
import { createTestDatabase } from '#tools/test/database.ts';
import { decideRequest } from '../request/decide-request.ts';
import { writePastUse } from '../request/past-use.test-fixture.ts';
import { requestTools } from '../request/tools.test-fixture.ts';
import { createWorld, smallQuota, type World } from '../request/world.test-fixture.ts';
import { getSimulation } from './get-simulation.ts';
import { simulateRules } from './simulate-rules.ts';

let world: World;
let provisioner: Database;
let owner: Database;
beforeAll(async () => {
  const own = await createTestDatabase();
  world = await createWorld(own);
  provisioner = createDatabase(own.provisionerUrl, 2);
  owner = createDatabase(own.ownerUrl, 2);
});
afterAll(async () => {
  await Promise.all([provisioner.$disconnect(), owner.$disconnect()]);
  await world.end();
});

const { ask, approve, environment, create } = requestTools(() => world);
const day = 86_400_000;
const resizes: Rule = {
  ...emptyRule,
  name: 'Busy',
  types: ['resize-environment'],
  maxGrowth: 50,
  use: { days: 3, atLeast: 60, atMost: null },
};

async function simulated(rules: Rule[], days = 30): Promise<Simulation> {
  const ada = await world.actor('ada');
  const { simulation } = await simulateRules(ada, { baseVersion: 0, days, rules });
  return (await getSimulation(ada, { simulation }))?.result ?? expect.fail('It was kept.');
}

/** Moves a request into the past, as its owner of the database can. */
async function sentDaysAgo(number: number, days: number): Promise<void> {
  await owner.request.update({
    where: { number },
    data: { createdAt: new Date(Date.now() - days * day) },
  });
}

async function made(slug: string): Promise<string> {
  const { number } = await ask('dev', 'create-environment', create(slug));
  await approve(number);
  await sentDaysAgo(number, 40);
  const { id } = await environment(slug);
  await owner.environment.update({ where: { id }, data: { createdAt: new Date(Date.now() - 40 * day) } });
  return id;
}

const cpuOf = async (subject: string, daysAgo: number, cores: number, hard: number) =>
  writePastUse(provisioner, subject, { daysAgo, key: 'requests.cpu', cores, hard });

test('evidence, limits and the budget are those of when a request was sent', async () => {
  const id = await made('shop');
  // Busy with 2 CPU until a week ago; since then it has 8 and uses none.
  await cpuOf(id, 30, 1.8, 2);
  await cpuOf(id, 7, 0, 8);
  for (const [key, hard] of [
    ['requests.memory', 4 * 1024 ** 3],
    ['pods', 10],
  ] as const) {
    await writePastUse(provisioner, id, { daysAgo: 30, key, cores: 0, hard });
    await writePastUse(provisioner, world.teamId, { daysAgo: 30, key, cores: 0, hard });
  }
  await cpuOf(world.teamId, 30, 1.8, 2);
  const asked = async (cpu: string, days: number) => {
    const quota = { ...smallQuota, 'requests.cpu': cpu };
    const { number } = await ask('dev', 'resize-environment', { generation: 1, quota }, 'shop');
    await decideRequest(await world.actor('ada'), { number, version: 1, verdict: 'rejected', reason: 'No.' });
    await sentDaysAgo(number, days);
    return number;
  };
  const then = await asked('3', 10);
  const lately = await asked('2500m', 1);
  const result = await simulated([resizes]);
  expect(result).toMatchObject({ requests: 2, approved: 1, rejectedByPerson: 1, missing: 0 });
  expect(result.rows).toMatchObject([
    {
      number: then,
      what: 'payments-shop',
      happened: 'rejected',
      verdict: 'approve',
      rule: 'Busy',
      why: expect.stringMatching(/\(50 %\).*\(CPU requests 90 %\), and the budget suffices/),
    },
  ]);
  expect(result.teams).toEqual([{ slug: 'payments', name: 'payments', approved: 1, asked: 1 }]);
  // Neither is looked at any more when the stretch is shorter, or only the later one.
  expect((await simulated([resizes], 5)).requests).toBe(1);
  // With 3 of the team's 20 CPU granted a tenth is too little.
  expect((await simulated([{ ...resizes, maxBudget: 10 }])).approved).toBe(0);
  expect((await simulated([{ ...resizes, maxBudget: 15 }])).rows.map(({ number }) => number)).toEqual([then]);
  expect(lately).toBeGreaterThan(then);
});

test('where the past is not known a person would have decided', async () => {
  await made('quiet');
  const quota = { ...smallQuota, 'requests.cpu': '3' };
  const { number } = await ask('dev', 'resize-environment', { generation: 1, quota }, 'quiet');
  const result = await simulated([resizes], 30);
  expect(result.rows.map((row) => row.number)).not.toContain(number);
  expect(result.missing).toBe(1);
});

test('what a rule granted and these leave to a person is told, with every type of request', async () => {
  await ask('dev', 'create-environment', create('toy', 'dev'));
  const { generation } = await environment('toy');
  await ask('dev', 'delete-environment', { generation }, 'toy');
  const result = await simulated([{ ...emptyRule, name: 'Ask', effect: 'ask' }]);
  expect(result.noLongerAutomatic).toBe(2);
  expect(result.rows.filter(({ happened }) => happened === 'automatic')).toMatchObject([
    { type: 'delete-environment', verdict: 'ask', rule: 'Ask' },
    { type: 'create-environment', verdict: 'ask', rule: 'Ask' },
  ]);
});

test('simulating grants nothing and changes no rule', async () => {
  expect(await world.database.ruleVersion.count()).toBe(0);
  const waiting = await world.database.request.count({ where: { state: 'pending' } });
  await simulated([{ ...emptyRule, name: 'All of payments', teams: ['payments'] }]);
  expect(await world.database.request.count({ where: { state: 'pending' } })).toBe(waiting);
});
