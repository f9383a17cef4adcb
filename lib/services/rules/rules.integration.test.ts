import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, type Database } from '#lib/data/client.ts';
import { builtInRules, emptyRule, type Rule } from '#lib/domain/rules/rule.ts';
import { createTestDatabase } from '#tools/test/database.ts';
import { decideRequest } from '../request/decide-request.ts';
import { getRequest } from '../request/get-request.ts';
import { writePastUse } from '../request/past-use.test-fixture.ts';
import { previewRequest } from '../request/preview-request.ts';
import { submitRequest } from '../request/submit-request.ts';
import { requestTools } from '../request/tools.test-fixture.ts';
import { createWorld, refusal, smallQuota, type World } from '../request/world.test-fixture.ts';
import { getRules } from './get-rules.ts';
import { getSimulation } from './get-simulation.ts';
import { simulateRules } from './simulate-rules.ts';
import { switchOnRules } from './switch-on-rules.ts';

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

const { ask, approve, environment, actionsOn, create } = requestTools(() => world);
const busy: Rule = {
  ...emptyRule,
  name: 'Small busy resizes',
  types: ['resize-environment'],
  maxGrowth: 50,
  use: { days: 7, atLeast: 60, atMost: null },
};
const version = async () => (await getRules(await world.actor('ada'))).version;
const tried = async (rules: Rule[], who = 'ada') =>
  (await simulateRules(await world.actor(who), { baseVersion: await version(), days: 30, rules })).simulation;
const switchOn = async (simulation: string, who = 'ada') =>
  switchOnRules(await world.actor(who), { simulation, reason: 'Fewer clicks.' });
const hold = async (rules: Rule[]) => switchOn(await tried(rules));

async function made(slug: string, used: number | null) {
  const asked = await ask('dev', 'create-environment', create(slug));
  if (asked.state === 'pending') await approve(asked.number);
  const row = await environment(slug);
  const past = { daysAgo: 9, key: 'requests.cpu', hard: 2 };
  if (used !== null) await writePastUse(provisioner, row.id, { ...past, cores: used });
  return row;
}
const resize = (slug: string, cpu: string, generation = 1) =>
  ask('dev', 'resize-environment', { generation, quota: { ...smallQuota, 'requests.cpu': cpu } }, slug);

test('before anybody wrote rules the one of the product holds', async () => {
  expect(await getRules(await world.actor('ada'))).toMatchObject({
    version: 0,
    worded: [{ name: 'Class within budget', conditions: ['the class allows it without a decision'] }],
    history: [],
  });
  const { number, state } = await ask('dev', 'create-environment', create('first', 'dev'));
  expect(state).toBe('approved');
  expect((await getRequest(await world.actor('dev'), { number })).decision).toMatchObject({
    by: null,
    rule: { name: 'Class within budget', version: 0 },
    reason: 'The class allows it without a decision, and the budget suffices.',
  });
});

describe('a version', () => {
  test('is what was simulated, and is written down with who switched it on and why', async () => {
    expect(await hold([busy, ...builtInRules])).toEqual({ version: 1 });
    const { history } = await getRules(await world.actor('alan'));
    expect(history).toMatchObject([{ version: 1, createdBy: 'ada', reason: 'Fewer clicks.' }]);
    const event = await world.database.auditEvent.findFirstOrThrow({ where: { action: 'rules.switch-on' } });
    expect(event).toMatchObject({
      objectName: 'approval rules v1',
      before: { version: 0 },
      after: { version: 1, rules: [{ name: 'Small busy resizes' }, { name: 'Class within budget' }] },
    });
  });

  test('that others replaced meanwhile is not switched on, and of two at once one is', async () => {
    const [one, other] = [await tried([busy]), await tried([busy, ...builtInRules])];
    const results = await Promise.allSettled([switchOn(one), switchOn(other, 'alan')]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'STALE' } });
    const stale = simulateRules(await world.actor('ada'), { baseVersion: 1, days: 30, rules: [busy] });
    expect(await refusal(stale, '')).toMatch(/^STALE/);
    await hold([busy, ...builtInRules]);
  });

  test('needs the role, names that exist, and rules that are whole', async () => {
    expect(await refusal(tried([busy], 'olga'), '')).toMatch(/^FORBIDDEN/);
    expect(await refusal(tried([{ ...busy, teams: ['nobody'] }]), 'rules.0.teams')).toMatch(/no team nobody/);
    expect(await refusal(tried([{ ...busy, classes: ['none'] }]), 'rules.0.classes')).toMatch(
      /no class none/,
    );
    expect(await refusal(tried([{ ...emptyRule, name: 'All' }]), 'rules.0.name')).toMatch(
      /needs a condition/,
    );
    const missing = getSimulation(await world.actor('ada'), {
      simulation: '019abc00-0000-7000-8000-000000000001',
    });
    expect(await refusal(missing, '')).toMatch(/^NOT_FOUND/);
  });

  test('can’t be smuggled past the simulation, nor changed afterwards', async () => {
    const simulationId = await tried([busy]);
    const rules = [{ ...busy, maxGrowth: 1000 }];
    const next = { version: (await version()) + 1, rules, reason: 'x', simulationId };
    await expect(world.database.ruleVersion.create({ data: next })).rejects.toThrow(/were not simulated/);
    for (const table of ['rule_version', 'rule_simulation'])
      for (const statement of [
        `UPDATE ${table} SET rules = '[]'`,
        `DELETE FROM ${table}`,
        `TRUNCATE ${table} CASCADE`,
      ])
        await expect(owner.$executeRawUnsafe(statement)).rejects.toThrow(/append-only/);
  });
});

describe('a request', () => {
  test('that fits a rule is granted at once, and says by which and what it saw', async () => {
    await made('busy', 1.5);
    const preview = await previewRequest(await world.actor('dev'), {
      type: 'resize-environment',
      team: 'payments',
      environment: 'busy',
      payload: { generation: 1, quota: { ...smallQuota, 'requests.cpu': '3' } },
    });
    expect(preview).toMatchObject({
      automatic: true,
      approval: 'Granted at once by the rule “Small busy resizes”: it is within the budget.',
    });
    const { number, state } = await resize('busy', '3');
    expect(state).toBe('approved');
    expect((await environment('busy')).quota).toMatchObject({ 'requests.cpu': '3' });
    const { decision, timeline } = await getRequest(await world.actor('vera'), { number });
    expect(decision).toMatchObject({
      by: null,
      rule: { name: 'Small busy resizes', version: await version() },
      reason: expect.stringContaining('no limit grows by more than 50 % (50 %)'),
    });
    expect(decision?.rule?.findings.at(-1)).toEqual({
      asked: 'for 95 % of the last 7 days at least 60 % of every limit that changes was used',
      seen: 'CPU requests 75 %',
      state: 'holds',
    });
    expect(timeline[1]).toMatchObject({ who: 'The rule “Small busy resizes”', what: 'approved it' });
    expect(await actionsOn(number)).toEqual(['request.submit', 'request.approve-automatically']);
  });

  test.each<[string, number | null, string]>([
    ['idle', 0.5, '3'],
    ['greedy', 1.5, '3500m'],
    ['unseen', null, '3'],
  ])('of %s waits for a person', async (slug, used, cpu) => {
    await made(slug, used);
    const { state } = await resize(slug, cpu);
    expect(state).toBe('pending');
  });

  test('that a rule leaves to a person waits, whatever comes after it', async () => {
    const leave: Rule = { ...emptyRule, name: 'Payments ask', effect: 'ask', teams: ['payments'] };
    await hold([leave, busy, ...builtInRules]);
    expect((await ask('dev', 'create-environment', create('asked', 'dev'))).state).toBe('pending');
    await hold([busy, ...builtInRules]);
  });

  test('beyond the daily limit of its team waits', async () => {
    await world.addTeam('daily', { 'requests.cpu': '20', 'requests.memory': '64Gi' }, { stranger: 'owner' });
    const limited: Rule = { ...emptyRule, name: 'Two a day', teams: ['daily'], dailyLimit: 2 };
    await hold([limited]);
    const results = await Promise.all(
      ['a', 'b', 'c', 'd', 'e'].map((slug) => submitFor('daily', `day${slug}`)),
    );
    expect(results.filter((state) => state === 'approved')).toHaveLength(2);
  });
});

async function submitFor(team: string, slug: string): Promise<string> {
  const payload = create(slug);
  const asked = { type: 'create-environment' as const, team, environment: null, payload, reason: 'race' };
  return (await submitRequest(await world.actor('stranger'), asked)).state;
}

test('rules and people who grant at once never exceed the budget together', async () => {
  await world.addTeam('race', { 'requests.cpu': '9', 'requests.memory': '64Gi' }, { stranger: 'owner' });
  await hold([{ ...emptyRule, name: 'Nobody', teams: ['search'], types: ['delete-environment'] }]);
  const waiting = await Promise.all([0, 1, 2, 3].map((index) => submitFor('race', `wait${index}`)));
  expect(waiting).toEqual(Array(4).fill('pending'));
  await hold([{ ...emptyRule, name: 'Race', teams: ['race'] }]);
  const pending = await world.database.request.findMany({
    where: { team: { slug: 'race' }, state: 'pending' },
  });
  const people = pending.map(async ({ number }, index) =>
    decideRequest(await world.actor(index % 2 === 0 ? 'ada' : 'alan'), {
      number,
      version: 1,
      verdict: 'approved',
      reason: 'yes',
    }),
  );
  await Promise.allSettled([...people, ...[0, 1, 2, 3].map((index) => submitFor('race', `rule${index}`))]);
  const live = await world.database.environment.findMany({ where: { team: { slug: 'race' } } });
  // Nine CPU, two each.
  expect(live).toHaveLength(4);
});
