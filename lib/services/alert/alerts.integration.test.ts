import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, type Database } from '#lib/data/client.ts';
import { beat } from '#lib/data/notifier/heartbeat.ts';
import { createTestDatabase } from '#tools/test/database.ts';
import { createWorld, refusal, smallQuota, type World } from '../request/world.test-fixture.ts';
import { addWebhook } from './add-webhook.ts';
import { changeAlertSettings } from './change-alert-settings.ts';
import { getAlertSettings } from './get-alert-settings.ts';
import { listAlerts } from './list-alerts.ts';
import { listOpenAlerts } from './list-open-alerts.ts';
import { removeWebhook } from './remove-webhook.ts';
import { sendTest } from './send-test.ts';

let world: World;
let owner: Database;
let notifier: Database;
let environmentId: string;
beforeAll(async () => {
  const own = await createTestDatabase();
  world = await createWorld(own);
  owner = createDatabase(own.ownerUrl, 2);
  notifier = createDatabase(own.notifierUrl, 2);
  const { id: classVersionId } = await owner.environmentClassVersion.findFirstOrThrow({
    where: { class: { slug: 'prod' } },
  });
  const { id } = await owner.environment.create({
    data: {
      ...{
        teamId: world.teamId,
        slug: 'prod',
        namespace: 'payments-prod',
        classVersionId,
        quota: smallQuota,
      },
      ...{ purpose: 'tests', requestedBy: world.userId('dev'), approvedBy: world.userId('ada') },
    },
  });
  environmentId = id;
  await alert({ key: 'requests.cpu', level: 95, peak: 95, used: '1.9', hard: '2' });
  await alert({ key: 'pods', level: 100, peak: 100, used: '10', hard: '10' });
  await alert({
    key: 'pods',
    level: 0,
    peak: 80,
    used: '7',
    hard: '10',
    closedAt: new Date(),
    ended: 'recovered',
  });
  await alert({ key: 'requests.cpu', level: 80, peak: 80, used: '17', hard: '20', environmentId: null });
  await owner.environmentUsage.create({
    data: { environmentId, key: 'requests.cpu', used: '1.92', hard: '2' },
  });
});
afterAll(async () => {
  await Promise.all([owner.$disconnect(), notifier.$disconnect()]);
  await world.end();
});

interface Row {
  key: string;
  level: number;
  peak: number;
  used: string;
  hard: string;
  environmentId?: null;
  closedAt?: Date;
  ended?: string;
}

async function alert(row: Row): Promise<void> {
  const { teamId } = world;
  const whose = row.environmentId === null ? null : environmentId;
  const now = new Date();
  await owner.alert.create({
    data: {
      ...{ teamId, kind: 'usage', openedAt: now, changedAt: now, ...row },
      ...{ environmentId: whose, subjectId: whose ?? teamId },
    },
  });
}

const team = 'payments';

describe('the alerts of a team', () => {
  test('are listed with the use of now, the worst first, and with what can be asked for', async () => {
    const { items, total } = await listAlerts(await world.actor('dev'), { team, state: 'open' });
    expect(total).toBe(3);
    expect(items.map(({ title, isFull, wayOut }) => [title, isFull, wayOut?.resize?.quota ?? null])).toEqual([
      ['payments-prod: Pods full', true, { pods: '15' }],
      ['payments-prod: CPU requests at 96 %', false, { 'requests.cpu': '3' }],
      ['Budget of payments: CPU requests at 85 %', false, null],
    ]);
    const past = await listAlerts(await world.actor('vera'), { team, state: 'past' });
    expect(past.items).toMatchObject([
      { title: 'payments-prod: Pods was above 80 %', endText: 'Back to normal' },
    ]);
  });

  test('offer no request to who may make none', async () => {
    const { items } = await listAlerts(await world.actor('vera'), { team, state: 'open' });
    expect(items.map(({ wayOut }) => wayOut?.resize)).toEqual([null, null, null]);
  });

  test('are not there for others', async () => {
    const stranger = await world.actor('stranger');
    expect(await refusal(listAlerts(stranger, { team, state: 'open' }), '')).toMatch(/^NOT_FOUND/);
    expect(await listOpenAlerts(stranger)).toEqual({ total: 0, items: [] });
  });

  test('ring for the members only, not for an admin of everything', async () => {
    expect((await listOpenAlerts(await world.actor('vera'))).total).toBe(3);
    expect((await listOpenAlerts(await world.actor('ada'))).total).toBe(0);
  });
});

const settings = {
  levels: [100, 80, 80] as (80 | 100)[],
  forecastDays: 7,
  roles: ['owner' as const],
  addresses: [],
};

describe('settings', () => {
  test('are the defaults until an owner chooses, then what he chose, with an audit event', async () => {
    const olga = await world.actor('olga');
    expect(await getAlertSettings(olga, { team })).toMatchObject({ version: 0, levels: [80, 95, 100] });
    await changeAlertSettings(olga, { team, baseVersion: 0, ...settings });
    expect(await getAlertSettings(olga, { team })).toMatchObject({
      version: 1,
      levels: [80, 100],
      forecastDays: 7,
    });
    await changeAlertSettings(olga, { team, baseVersion: 1, ...settings, forecastDays: null });
    expect(await getAlertSettings(olga, { team })).toMatchObject({ version: 2, forecastDays: null });
    for (const baseVersion of [0, 1, 9])
      expect(await refusal(changeAlertSettings(olga, { team, baseVersion, ...settings }), '')).toMatch(
        /^STALE/,
      );
    const audit = await owner.auditEvent.count({
      where: { action: 'alert.change-settings', teamId: world.teamId },
    });
    expect(audit).toBe(2);
  });

  test.each([
    ['dev', /^NOT_FOUND/, /^FORBIDDEN/],
    ['vera', /^NOT_FOUND/, /^FORBIDDEN/],
    ['stranger', /^NOT_FOUND/, /^NOT_FOUND/],
  ])('are closed to %s', async (name, read, write) => {
    const actor = await world.actor(name);
    expect(await refusal(getAlertSettings(actor, { team }), '')).toMatch(read);
    const tries = [
      () => changeAlertSettings(actor, { team, baseVersion: 2, ...settings }),
      () => addWebhook(actor, { team, url: 'https://hooks.example.com/' }),
      () => sendTest(actor, { team, webhookId: null }),
    ];
    for (const attempt of tries) expect(await refusal(attempt(), '')).toMatch(write);
  });

  test.each([
    ['an address that is none', { addresses: ['nobody'] }, 'addresses.0', /e-mail addresses/],
    ['a horizon of a year', { forecastDays: 365 }, 'forecastDays', /At most 60/],
  ])('%s is refused', async (_title, change, field, words) => {
    const work = changeAlertSettings(await world.actor('olga'), {
      team,
      baseVersion: 2,
      ...settings,
      ...change,
    });
    expect(await refusal(work, field)).toMatch(words);
  });
});

describe('webhooks', () => {
  test('get a secret that is told once and read by the notifier only', async () => {
    const olga = await world.actor('olga');
    const { id, url, secret } = await addWebhook(olga, { team, url: 'https://hooks.example.com' });
    expect([url, secret]).toEqual(['https://hooks.example.com/', expect.stringMatching(/^whsec_[\w-]{43}$/)]);
    const shown = await getAlertSettings(olga, { team });
    expect(shown.webhooks).toMatchObject([{ id, url }]);
    expect(JSON.stringify(shown)).not.toContain(secret);
    const rows = await notifier.$queryRaw<{ secret: string }[]>`SELECT secret FROM alert_webhook`;
    expect(rows).toEqual([{ secret }]);
    const audit = await owner.auditEvent.findFirstOrThrow({ where: { action: 'alert.add-webhook' } });
    expect(JSON.stringify(audit)).not.toContain(secret);
    expect(await refusal(addWebhook(olga, { team, url: 'https://hooks.example.com/' }), '')).toMatch(
      /^CONFLICT/,
    );
    await removeWebhook(olga, { team, webhookId: id });
    expect(await refusal(removeWebhook(olga, { team, webhookId: id }), '')).toMatch(/^NOT_FOUND/);
    expect(await owner.alertWebhook.findFirst()).toMatchObject({ secret: '' });
  });

  test('are refused where they may not be called, unless the operator allows it', async () => {
    const olga = await world.actor('olga');
    const add = (url: string) => refusal(addWebhook(olga, { team, url }), 'url');
    expect(await add('http://hooks.example.com/')).toMatch(/https/);
    expect(await add('https://169.254.169.254/latest/')).toMatch(/link-local/);
    expect(await add('http://10.20.0.1/')).toMatch(/private network/);
    await beat(notifier, 'one', { mails: false, allowed: ['10.20.0.0/16'] });
    expect(await add('http://10.20.0.1/')).toBe('was accepted');
  });

  test('of another team are not there', async () => {
    const [webhook] = (await getAlertSettings(await world.actor('olga'), { team })).webhooks;
    const asked = { team: 'search', webhookId: webhook?.id ?? expect.fail('There is one.') };
    const stranger = await world.actor('stranger');
    expect(await refusal(removeWebhook(stranger, asked), '')).toMatch(/^NOT_FOUND/);
    expect(await refusal(sendTest(stranger, asked), '')).toMatch(/^NOT_FOUND/);
  });
});

describe('a test', () => {
  const send = async (name: string, webhookId: string | null) =>
    refusal(sendTest(await world.actor(name), { team, webhookId }), '');

  test('goes to who asks, once in a while, and says what stands in the way', async () => {
    expect(await send('olga', null)).toMatch(/no e-mail address/);
    await owner.user.update({ where: { id: world.userId('olga') }, data: { email: 'olga@example.test' } });
    expect(await send('olga', null)).toMatch(/no mail server/);
    await beat(notifier, 'one', { mails: true, allowed: [] });
    expect(await send('olga', null)).toBe('was accepted');
    expect(await send('olga', null)).toMatch(/Wait half a minute/);
    await owner.$executeRaw`UPDATE notifier_heartbeat SET beat_at = beat_at - interval '1 hour'`;
    expect(await send('olga', null)).toMatch(/notifier does not run/);
    const { messages, notifier: state } = await getAlertSettings(await world.actor('olga'), { team });
    expect(state).toBe('down');
    expect(messages).toMatchObject([
      { receiver: 'olga@example.test', state: 'waiting', title: 'Test of the alerts of payments' },
    ]);
  });
});
