import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { takeAlertLock } from '#lib/data/notifier/alert-lock.ts';
import { type AlertStage, setAlertStage } from '#tools/test/alert-stage.ts';
import { evaluateUsage } from './evaluate-usage.ts';

let stage: AlertStage;
beforeAll(async () => {
  stage = await setAlertStage();
});
afterAll(() => stage.end());
beforeEach(async () => {
  const { owner, environment } = stage;
  await owner.alertMessage.deleteMany();
  await owner.alert.deleteMany();
  await owner.alertSetting.deleteMany();
  await owner.environmentUsage.deleteMany();
  await owner.team.update({ where: { id: environment.teamId }, data: { budget: {}, archivedAt: null } });
  await owner.environment.update({ where: { id: environment.id }, data: { deleteAfter: null } });
});

async function use(...amounts: string[]): Promise<void> {
  for (const used of amounts) {
    await stage.count('pods', used, '100');
    await evaluateUsage(stage.notifier, true);
  }
}
const rows = () => stage.owner.alert.findMany({ orderBy: { openedAt: 'asc' } });

test('levels are told once on the way up, and the end once', async () => {
  await use('70', '80', '85', '79', '95', '100', '100', '74', '50');
  expect(await stage.told()).toEqual([
    'raised 80 quota pods to olga@example.test',
    'raised 95 quota pods to olga@example.test',
    'raised 100 quota pods to olga@example.test',
    'recovered 0 quota pods to olga@example.test',
  ]);
  expect(await rows()).toMatchObject([{ level: 0, peak: 100, ended: 'recovered' }]);
});

test('a message says what can be asked for within the class', async () => {
  await use('100');
  const [message] = await stage.owner.alertMessage.findMany();
  const max = stage.environment.spec.quota.pods?.max;
  expect(message?.event).toMatchObject({
    environment: { namespace: stage.environment.namespace },
    wish: Number(max) > 100 ? expect.any(String) : null,
    used: '100',
  });
});

test('the budget of the team has alerts of its own', async () => {
  const { teamId } = stage.environment;
  await stage.owner.team.update({ where: { id: teamId }, data: { budget: { pods: '110' } } });
  await use('50', '99');
  expect((await stage.told()).sort()).toEqual([
    'raised 80 budget pods to olga@example.test',
    'raised 95 quota pods to olga@example.test',
  ]);
});

test('a team is told of the levels that it wants, at the addresses that it names', async () => {
  const { teamId } = stage.environment;
  await stage.owner.alertSetting.create({
    data: { teamId, levels: [100], forecastDays: null, roles: [], addresses: ['ops@example.test'] },
  });
  await use('99', '100');
  expect(await stage.told()).toEqual(['raised 100 quota pods to ops@example.test']);
  await stage.owner.alertSetting.update({ where: { teamId }, data: { levels: [] } });
  await use('100');
  expect(await rows()).toMatchObject([{ ended: 'off' }]);
  expect(await stage.told()).toHaveLength(1);
});

test('without a mail server nothing waits for one, and the alert is there all the same', async () => {
  await stage.count('pods', '100', '100');
  await evaluateUsage(stage.notifier, false);
  expect(await stage.told()).toEqual([]);
  expect(await rows()).toMatchObject([{ level: 100, closedAt: null }]);
});

test('what is deleted or archived ends without a word', async () => {
  const { owner, environment } = stage;
  await use('90');
  await owner.environment.update({ where: { id: environment.id }, data: { deleteAfter: new Date() } });
  await evaluateUsage(stage.notifier, true);
  expect(await rows()).toMatchObject([{ ended: 'gone' }]);
  expect(await stage.told()).toHaveLength(1);
});

test('one replica judges at a time', async () => {
  await stage.count('pods', '100', '100');
  await stage.owner.$transaction(async (tx) => {
    await takeAlertLock(tx, 'usage');
    expect(await evaluateUsage(stage.notifier, true)).toBe('busy');
  });
  const outcomes = await Promise.all([1, 2, 3, 4].map(() => evaluateUsage(stage.notifier, true)));
  expect(outcomes.filter((each) => each !== 'busy' && each.changed > 0)).toHaveLength(1);
  expect(await stage.told()).toHaveLength(1);
});

test('a round that fails half-way leaves neither an alert nor a message', async () => {
  await stage.count('pods', '100', '100');
  await stage.owner.$executeRaw`ALTER TABLE alert_message ADD CONSTRAINT never CHECK (false) NOT VALID`;
  await expect(evaluateUsage(stage.notifier, true)).rejects.toThrow();
  expect(await rows()).toEqual([]);
  await stage.owner.$executeRaw`ALTER TABLE alert_message DROP CONSTRAINT never`;
  await evaluateUsage(stage.notifier, true);
  expect([await rows(), await stage.told()].map((each) => each.length)).toEqual([1, 1]);
});

test('many that fill up at once are told in batches, none twice', async () => {
  await stage.owner.$executeRaw`
    INSERT INTO environment_usage SELECT ${stage.environment.id}::uuid, 'count/kind' || n, 9, 10 FROM generate_series(1, 450) n`;
  let rounds = 0;
  for (let more = true; more; rounds += 1) {
    const outcome = await evaluateUsage(stage.notifier, true);
    more = outcome !== 'busy' && outcome.more;
  }
  expect(rounds).toBe(3);
  const told = await stage.told();
  expect([told.length, new Set(told).size]).toEqual([450, 450]);
});
