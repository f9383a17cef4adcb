import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { claimMessage, finishMessage } from '#lib/data/notifier/claim-message.ts';
import { parseAllowed } from '#lib/domain/alert/reachable.ts';
import { type MailSink, startMailSink } from '#tools/mail/mail-sink.ts';
import { type AlertStage, setAlertStage } from '#tools/test/alert-stage.ts';
import { signBody } from '../sign.ts';
import { type DeliveryPorts, deliverDue } from './deliver.ts';
import { evaluateUsage } from './evaluate-usage.ts';
import { startReceiver, type TestReceiver } from './receiver.test-fixture.ts';
import { createMailer, type Mailer } from './send-mail.ts';
import { resolveHost } from './send-webhook.ts';

const secret = 'whsec_test';
let stage: AlertStage;
let sink: MailSink;
let receiver: TestReceiver;
let mailer: Mailer;
let webhookId: string;
beforeAll(async () => {
  [stage, sink, receiver] = await Promise.all([setAlertStage(), startMailSink(), startReceiver()]);
  mailer = createMailer(sink.url, 'Bailiwick <portal@bailiwick.test>');
});
afterAll(async () => {
  mailer.close();
  await Promise.all([sink.stop(), receiver.stop()]);
  await stage.end();
});
beforeEach(async () => {
  const { owner, environment } = stage;
  await owner.alertWebhook.deleteMany();
  const url = `http://127.0.0.1:${receiver.port}/hook`;
  const data = { teamId: environment.teamId, url, secret };
  webhookId = (await owner.alertWebhook.create({ data, select: { id: true } })).id;
  receiver.answer((response) => response.end());
  receiver.calls.length = 0;
});
afterEach(async () => {
  await stage.owner.alertMessage.deleteMany();
  await stage.owner.alert.deleteMany();
});

const ports = (): DeliveryPorts => ({
  mailer,
  webhooks: { allowed: parseAllowed(['127.0.0.1']), resolve: resolveHost, deadlineMs: 20_000 },
  portal: 'https://portal.test',
  giveUpSeconds: 3_600,
});
async function deliver(change: Partial<DeliveryPorts> = {}): Promise<string[]> {
  const outcomes: string[] = [];
  await deliverDue(
    stage.notifier,
    { ...ports(), ...change },
    new AbortController().signal,
    (channel, outcome) => outcomes.push(`${channel} ${outcome}`),
  );
  return outcomes.sort();
}
/** As if so much time had passed. */
const later = (seconds: number) =>
  stage.owner.$executeRaw`UPDATE alert_message SET due_at = due_at - ${seconds} * interval '1 second',
    created_at = created_at - ${seconds} * interval '1 second'`;
const messages = () => stage.owner.alertMessage.findMany({ orderBy: { createdAt: 'asc' } });
async function fill(): Promise<void> {
  await stage.count('pods', '100', '100');
  await evaluateUsage(stage.notifier, true);
}
async function onlyWebhook(): Promise<void> {
  await fill();
  await stage.owner.alertMessage.deleteMany({ where: { webhookId: null } });
}

test('an alert leaves as a mail and as a signed call, each once', async () => {
  const before = sink.mails.length;
  await fill();
  expect(await deliver()).toEqual(['mail delivered', 'webhook delivered']);
  expect(await deliver()).toEqual([]);
  const mail = sink.mails.at(-1);
  expect(sink.mails.length - before).toBe(1);
  expect(mail?.headers.subject).toBe(`${stage.environment.namespace}: Pods full`);
  expect(mail?.text).toContain('100 of 100 are in use.');
  const [call] = receiver.calls;
  const body = JSON.parse(call?.body ?? '{}') as Record<string, unknown>;
  expect(body).toMatchObject({ type: 'quota.raised', key: 'pods', level: 100, percent: 100 });
  expect(call?.headers['idempotency-key']).toBe(body.id);
  const signature = String(call?.headers['bailiwick-signature']);
  const seconds = Number(/^t=(\d+),/.exec(signature)?.[1]);
  expect(signature).toBe(signBody(secret, new Date(seconds * 1000), call?.body ?? ''));
  expect(
    (await messages()).every(({ deliveredAt, problem }) => deliveredAt !== null && problem === null),
  ).toBe(true);
});

test('a receiver that fails gets the same message again, later and later', async () => {
  await onlyWebhook();
  receiver.answer((response) => response.writeHead(500).end());
  expect(await deliver()).toEqual(['webhook failed']);
  expect(await deliver()).toEqual([]);
  expect(await messages()).toMatchObject([{ attempts: 1, problem: expect.stringContaining('status 500') }]);
  await later(31);
  expect(await deliver()).toEqual(['webhook failed']);
  await later(31);
  expect(await deliver()).toEqual([]);
  receiver.answer((response) => response.end());
  await later(30);
  expect(await deliver()).toEqual(['webhook delivered']);
  expect(new Set(receiver.calls.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
  expect(receiver.calls).toHaveLength(3);
});

test('it is given up in the end, and that is kept', async () => {
  await onlyWebhook();
  receiver.answer((response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end());
  await later(3_600);
  expect(await deliver()).toEqual(['webhook given-up']);
  expect(await messages()).toMatchObject([
    { problem: expect.stringContaining('redirect'), deliveredAt: null },
  ]);
  expect((await messages())[0]?.givenUpAt).not.toBeNull();
  await later(99_999);
  expect(await deliver()).toEqual([]);
});

test('what a killed process had in hand is sent again under the same key, and nothing else is', async () => {
  await fill();
  const claimed = await claimMessage(stage.notifier);
  expect(await deliver()).toHaveLength(1);
  // Its lease holds until then.
  await later(119);
  expect(await deliver()).toEqual([]);
  await later(2);
  expect(await deliver()).toHaveLength(1);
  expect((await messages()).every(({ deliveredAt }) => deliveredAt !== null)).toBe(true);
  // The one who was thought dead comes back and changes nothing.
  expect(await finishMessage(stage.notifier, claimed ?? expect.fail('Something was due.'))).toBe(false);
});

test('of many processes each message gets one', async () => {
  await onlyWebhook();
  const [{ event } = expect.fail('There is a message.')] = await messages();
  const data = Array.from({ length: 60 }, () => ({
    teamId: stage.environment.teamId,
    webhookId,
    event: event as object,
  }));
  await stage.owner.alertMessage.createMany({ data });
  const outcomes = (await Promise.all([deliver(), deliver(), deliver()])).flat();
  expect(outcomes).toHaveLength(61);
  expect(new Set(receiver.calls.map(({ headers }) => headers['idempotency-key'])).size).toBe(61);
});

test('a webhook that was removed gets nothing more', async () => {
  await onlyWebhook();
  await stage.owner.alertWebhook.update({
    where: { id: webhookId },
    data: { removedAt: new Date(), secret: '' },
  });
  expect(await deliver()).toEqual(['webhook given-up']);
  expect(receiver.calls).toEqual([]);
});

test('what may not be reached is not called, and says why', async () => {
  await onlyWebhook();
  const webhooks = { ...ports().webhooks, allowed: [] };
  expect(await deliver({ webhooks })).toEqual(['webhook failed']);
  expect(receiver.calls).toEqual([]);
  expect(await messages()).toMatchObject([{ problem: expect.stringContaining('the machine itself') }]);
});

test('a test is tried once, and its outcome stands', async () => {
  const event = { news: 'test', at: new Date().toISOString(), team: { slug: 'a', name: 'A' }, by: 'Olga' };
  const { teamId } = stage.environment;
  await stage.owner.alertMessage.createMany({
    data: [
      { teamId, webhookId, event },
      { teamId, address: 'olga@example.test', event },
    ],
  });
  receiver.answer((response) => response.writeHead(404).end());
  expect(await deliver({ mailer: null })).toEqual(['mail given-up', 'webhook given-up']);
  expect((await messages()).map(({ problem }) => problem).sort()).toEqual([
    'The operator named no mail server.',
    'The receiver answered with the status 404.',
  ]);
});

test('what this version can’t read waits for one that can, and holds nothing up', async () => {
  await onlyWebhook();
  await stage.owner.$executeRaw`UPDATE alert_message SET event = '{"news":"invented"}'`;
  expect(await deliver()).toEqual(['webhook failed']);
  expect(receiver.calls).toEqual([]);
  expect(await messages()).toMatchObject([
    { givenUpAt: null, problem: expect.stringContaining('Another version') },
  ]);
});
