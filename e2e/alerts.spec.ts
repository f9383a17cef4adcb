import { createHmac } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { kubectl, listObjects } from './fixtures/kubectl.ts';
import { approveOnItsPage, askForEnvironment } from './fixtures/requests.ts';
import { theRun } from './fixtures/run.ts';
import { createTeam } from './fixtures/teams.ts';
import { expect, test } from './fixtures/test.ts';
import { violations } from './fixtures/violations.ts';

const namespace = 'alerted-demo';
const wish = {
  team: 'alerted',
  className: 'Quality assurance',
  slug: 'demo',
  reason: 'To see what fills up.',
};

/** A receiver of webhooks on this machine, which the stack allows. */
async function startReceiver() {
  const calls: { signature: string; body: string }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const signature = String(request.headers['bailiwick-signature']);
      calls.push({ signature, body: Buffer.concat(chunks).toString('utf8') });
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  return { url, calls, stop: () => server.close() };
}

/** Pods that ask for so much CPU together. */
async function fill(cpu: string, replicas: number, folder: string): Promise<void> {
  const labels = { app: 'full' };
  const securityContext = {
    ...{ allowPrivilegeEscalation: false, runAsNonRoot: true },
    ...{ capabilities: { drop: ['ALL'] }, seccompProfile: { type: 'RuntimeDefault' } },
  };
  const resources = { requests: { cpu, memory: '16Mi' }, limits: { cpu, memory: '16Mi' } };
  const containers = [{ name: 'app', image: 'docker.io/library/busybox:1', securityContext, resources }];
  const template = {
    metadata: { labels },
    spec: { automountServiceAccountToken: false, containers },
  };
  const spec = { replicas, selector: { matchLabels: labels }, template };
  const manifest = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'full', namespace }, spec };
  const file = `${folder}/full.json`;
  writeFileSync(file, JSON.stringify(manifest));
  await kubectl('apply', '-f', file);
}

interface Mail {
  to: string[];
  headers: { subject?: string };
  text: string;
}

async function mailsTo(address: string): Promise<Mail[]> {
  const mails = (await (await fetch(`${theRun().mails}/mails.json`)).json()) as Mail[];
  return mails.filter(({ to }) => to.includes(address));
}

const patience = { timeout: 90_000 };

test('an owner sets up alerts, a quota fills up, and bell, mail and webhook lead to the request that is filled in', async ({
  as,
}, info) => {
  test.setTimeout(600_000);
  const receiver = await startReceiver();
  const [alex, sam] = [await as('alex'), await as('sam')];
  await createTeam(alex, 'alerted', /Sam Okafor/);
  await approveOnItsPage(alex, await askForEnvironment(sam, wish), 'Go on.');
  await expect.poll(async () => (await listObjects(namespace, 'resourcequotas')).length, patience).toBe(1);

  await sam.goto('/teams/alerted/alerts');
  await expect(sam.getByText('Nothing is filling up')).toBeVisible();
  await sam.getByRole('link', { name: 'Settings' }).click();
  await sam.getByRole('textbox', { name: 'And to these addresses' }).fill('ops@example.test nobody');
  await sam.getByRole('button', { name: 'Save settings' }).click();
  await expect(sam.getByRole('main')).toContainText('Write e-mail addresses like ops@example.com');
  await sam.getByRole('textbox', { name: 'And to these addresses' }).fill('ops@example.test');
  await sam.getByRole('checkbox', { name: '80 %', exact: true }).uncheck();
  await sam.getByRole('button', { name: 'Save settings' }).click();
  await expect(sam.getByText('The settings are saved.')).toBeVisible();
  await sam.reload();
  await expect(sam.getByRole('checkbox', { name: '80 %', exact: true })).not.toBeChecked();
  await expect(sam.getByRole('checkbox', { name: '95 %', exact: true })).toBeChecked();

  await sam.getByRole('textbox', { name: 'Address', exact: true }).fill('https://192.168.0.1/hook');
  await sam.getByRole('button', { name: 'Add webhook' }).click();
  await expect(sam.getByRole('main')).toContainText('it belongs to a private network');
  await sam.getByRole('textbox', { name: 'Address', exact: true }).fill(receiver.url);
  await sam.getByRole('button', { name: 'Add webhook' }).click();
  const secret = await sam.locator('pre').filter({ hasText: 'whsec_' }).innerText();
  expect(await violations(sam)).toEqual([]);
  await sam.getByRole('button', { name: `Send a test to ${receiver.url}` }).click();
  const messages = sam.getByRole('table', { name: 'Newest messages' });
  const tests = messages.getByRole('row').filter({ hasText: 'Test of the alerts of Team alerted' });
  // Nothing here reloads the page.
  await expect(tests.filter({ hasText: receiver.url })).toContainText('Delivered', patience);
  await sam.getByRole('button', { name: 'Send a test to yourself by e-mail' }).click();
  await expect(tests.filter({ hasText: 'sam@bailiwick.local' })).toContainText('Delivered', patience);
  const [call] = receiver.calls;
  const [, seconds = '', hex] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(call?.signature ?? '') ?? [];
  expect(createHmac('sha256', secret.trim()).update(`${seconds}.${call?.body}`).digest('hex')).toBe(hex);

  await fill('950m', 2, info.outputPath());
  await sam.goto('/');
  const bell = sam.getByRole('button', { name: /^Alerts: \d+ open alert/ });
  await expect(bell).toBeVisible(patience);
  await bell.click();
  await sam.getByRole('link', { name: `${namespace}: CPU requests at 95 %` }).click();
  await expect(sam.getByRole('heading', { level: 1 })).toHaveText('Alerts');
  const alert = sam.getByRole('listitem').filter({ hasText: `${namespace}: CPU requests at 95 %` });
  await expect(alert).toContainText('1.9 CPU of 2 CPU are in use.');
  await sam.emulateMedia({ colorScheme: 'dark' });
  await sam.setViewportSize({ width: 320, height: 640 });
  expect(await sam.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  expect(await violations(sam)).toEqual([]);
  await sam.setViewportSize({ width: 1280, height: 800 });
  await alert.getByRole('link', { name: 'Ask for +1 CPU' }).click();
  await expect(sam.getByRole('textbox', { name: 'CPU requests' })).toHaveValue('3');

  const subject = `${namespace}: CPU requests at 95 %`;
  const isTold = async () =>
    (await mailsTo('ops@example.test')).filter(({ headers }) => headers.subject === subject);
  await expect.poll(async () => (await isTold()).length, patience).toBe(1);
  const link = /http\S+kind=resize\S+/.exec((await isTold())[0]?.text ?? '')?.[0];
  await sam.goto(link ?? '/');
  await expect(sam.getByRole('textbox', { name: 'CPU requests' })).toHaveValue('3');
  const told = () => receiver.calls.map(({ body }) => (JSON.parse(body) as { title: string }).title);
  await expect.poll(told, patience).toContain(subject);

  // And when it is over, that is told once.
  await fill('950m', 1, info.outputPath());
  await sam.goto('/teams/alerted/alerts');
  const past = sam.getByRole('table', { name: 'Past alerts' });
  await expect(past.getByRole('row').filter({ hasText: 'CPU requests was above 95 %' })).toContainText(
    'Back to normal',
    patience,
  );
  await expect.poll(told, patience).toContain(`${namespace}: CPU requests back to 47 %`);
  expect(told().filter((title) => title === subject)).toHaveLength(1);
  receiver.stop();
});
