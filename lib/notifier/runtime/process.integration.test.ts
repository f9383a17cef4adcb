import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MailSink, startMailSink } from '#tools/mail/mail-sink.ts';
import { projectRoot } from '#tools/process/roots.ts';
import { type AlertStage, setAlertStage } from '#tools/test/alert-stage.ts';
import { until } from '#tools/test/until.ts';
import { startReceiver, type TestReceiver } from './receiver.test-fixture.ts';

let stage: AlertStage;
let sink: MailSink;
let receiver: TestReceiver;
const running = new Set<ChildProcess>();
beforeAll(async () => {
  [stage, sink, receiver] = await Promise.all([setAlertStage(), startMailSink(), startReceiver()]);
  const url = `http://127.0.0.1:${receiver.port}/`;
  await stage.owner.alertWebhook.create({
    data: { teamId: stage.environment.teamId, url, secret: 'whsec_test' },
    select: { id: true },
  });
});
afterAll(async () => {
  for (const child of running) await end(child, 'SIGKILL');
  await Promise.all([sink.stop(), receiver.stop()]);
  await stage.end();
});

/** A notifier as it runs in production; resolves when it is at work. */
async function start(
  replica: string,
): Promise<{ child: ChildProcess; health: (path: string) => Promise<string> }> {
  const env = {
    ...process.env,
    ...{
      LOG_LEVEL: 'info',
      DATABASE_URL: stage.urls.notifierUrl,
      METRICS_PORT: '0',
      BAILIWICK_REPLICA: replica,
    },
    ...{
      SMTP_URL: sink.url,
      MAIL_FROM: 'portal@bailiwick.test',
      BAILIWICK_PORTAL_URL: 'https://portal.test',
    },
    BAILIWICK_WEBHOOK_ALLOW: '127.0.0.1',
  };
  const main = join(projectRoot, 'lib/notifier/runtime/main.ts');
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  running.add(child);
  const ports: number[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    const { msg, metricsPort } = JSON.parse(line) as { msg: string; metricsPort?: number };
    if (msg === 'at work' && metricsPort !== undefined) ports.push(metricsPort);
  });
  const port = await until(async () => ports[0], { deadlineMs: 60_000, what: 'the notifier to be at work' });
  const health = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    return `${response.status} ${await response.text()}`;
  };
  return { child, health };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<unknown> {
  const gone = once(child, 'close');
  child.kill(signal);
  running.delete(child);
  return (await gone)[0];
}

const untilSent = (calls: number, mails: number) =>
  until(async () => receiver.calls.length >= calls && sink.mails.length >= mails, {
    deadlineMs: 60_000,
    what: `${calls} calls and ${mails} mails`,
  });

test('a notifier that is killed while it sends loses nothing, and only what was under way comes twice', async () => {
  receiver.answer(() => undefined);
  await stage.count('pods', '80', '100');
  const first = await start('first');
  await untilSent(1, 1);
  const mailed = { address: { not: null }, deliveredAt: { not: null } };
  await until(async () => (await stage.owner.alertMessage.count({ where: mailed })) === 1, {
    deadlineMs: 30_000,
    what: 'the mail to be written down as delivered',
  });
  await end(first.child, 'SIGKILL');
  await stage.count('pods', '100', '100');

  receiver.answer((response) => response.end());
  const [second, third] = await Promise.all([start('second'), start('third')]);
  await until(async () => (await second.health('/readyz')) === '200 ok\n', {
    deadlineMs: 30_000,
    what: 'readiness',
  });
  await untilSent(2, 2);
  // As if the lease of the dead one were over.
  await stage.owner.$executeRaw`UPDATE alert_message SET due_at = now() WHERE delivered_at IS NULL`;
  await untilSent(3, 2);
  const open = { deliveredAt: null };
  await until(async () => (await stage.owner.alertMessage.count({ where: open })) === 0, {
    deadlineMs: 30_000,
    what: 'every message to be delivered',
  });
  const keys = receiver.calls.map(({ headers }) => headers['idempotency-key']);
  expect([keys.length, new Set(keys).size, keys[0] === keys[2]]).toEqual([3, 2, true]);
  expect(sink.mails.map(({ headers }) => headers.subject)).toEqual([
    `${stage.environment.namespace}: Pods at 80 %`,
    `${stage.environment.namespace}: Pods full`,
  ]);

  await until(
    async () => (await second.health('/metrics')).includes('bailiwick_notifier_outbox_messages 0'),
    {
      deadlineMs: 30_000,
      what: 'the outbox to be told empty',
    },
  );
  expect(await stage.owner.notifierHeartbeat.findUnique({ where: { replica: 'third' } })).toMatchObject({
    ...{ mails: true, allowed: ['127.0.0.1'] },
  });
  expect(await Promise.all([end(second.child, 'SIGTERM'), end(third.child, 'SIGTERM')])).toEqual([0, 0]);
  expect(await stage.owner.notifierHeartbeat.count({ where: { replica: 'third' } })).toBe(0);
}, 180_000);
