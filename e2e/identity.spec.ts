import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { demoAccounts } from '#tools/identity/accounts.ts';
import { changeGroups } from '#tools/identity/changed-groups.ts';
import { projectRoot } from '#tools/process/roots.ts';
import { query } from './fixtures/database.ts';
import { theRun } from './fixtures/run.ts';
import { startSecondServer } from './fixtures/second-server.ts';
import { signIn } from './fixtures/sign-in.ts';
import { expect, test } from './fixtures/test.ts';

// Gil is of these tests alone.
const gil = demoAccounts.find(({ email }) => email.startsWith('gil@'))?.subject ?? '';
const group = 'platform-oncall';

/** Changes his groups at the provider, and has the portal ask again as if the interval were over. */
async function change(groups: string[] | null): Promise<void> {
  changeGroups(join(dirname(process.env.BAILIWICK_RUN ?? ''), 'identity'), gil, groups);
  await query(
    `UPDATE identity_grant SET due_at = now() WHERE user_id = (SELECT id FROM "user" WHERE subject = $1)`,
    [gil],
  );
}

const statusOf = async (page: Page, address: string) =>
  (await page.request.get(address, { maxRedirects: 0 })).status();

test('a group of the provider gives a role, and takes it, and the person, when they go there', async ({
  as,
}) => {
  await change([group]);
  const [alex, stranger] = [await as('alex'), await as('stranger')];
  await alex.goto('/admin/identity');
  await alex.getByLabel('Group').fill(group);
  await alex.getByLabel('Role').selectOption('viewer');
  await alex.getByLabel('Team').fill('payments');
  await alex.getByRole('button', { name: 'See whom it touches' }).click();
  await expect(alex.getByLabel('Who would hold another role')).toContainText('Gil Moreau: no role → Viewer');
  await alex.getByRole('button', { name: 'Let it hold' }).click();
  const row = alex.getByRole('row', { name: new RegExp(group) });
  await expect(row).toContainText('Payments');

  await signIn(stranger, 'gil', '/teams/payments');
  await expect(stranger.getByRole('heading', { level: 1 })).toHaveText('Payments');
  await alex.goto('/teams/payments/members?q=Gil');
  await expect(alex.getByRole('row', { name: /Gil Moreau/ })).toContainText(
    `Viewer through the group ${group}`,
  );
  await expect(alex.getByRole('button', { name: 'Remove Gil Moreau' })).toHaveCount(0);

  await change([]);
  await expect.poll(() => statusOf(stranger, '/teams/payments')).toBe(404);
  await change(null);
  await expect.poll(() => statusOf(stranger, '/')).toBe(307);
  await stranger.goto('/');
  await expect(stranger.getByRole('heading', { level: 1 })).toHaveText('Sign in');

  await change([group]);
  await alex.goto('/admin/identity');
  await row.getByRole('button', { name: `Remove ${group}` }).click();
  await alex.getByRole('button', { name: 'End it' }).click();
  await expect(row).toHaveCount(0);
});

test('a person ends his other sessions, an admin ends all of them', async ({ as }) => {
  await change([group]);
  const [here, there, alex] = [await as('stranger'), await as('stranger'), await as('alex')];
  await signIn(there, 'gil');
  await signIn(here, 'gil');
  await here.getByRole('button', { name: 'Account of Gil Moreau' }).click();
  await here.getByRole('link', { name: 'Sessions' }).click();
  await expect(here.getByRole('row', { name: /This one/ })).toHaveCount(1);
  await expect(here.getByText(group)).toBeVisible();
  await here.getByRole('button', { name: 'End all others' }).click();
  await here.getByRole('dialog').getByRole('button', { name: 'End all others' }).click();
  await expect(here.getByRole('table', { name: 'Sessions' }).getByRole('row')).toHaveCount(2);
  expect(await statusOf(there, '/')).toBe(307);
  expect(await statusOf(here, '/')).toBe(200);

  await alex.goto('/admin/users?q=Gil');
  await alex.getByRole('link', { name: 'Gil Moreau' }).click();
  await alex.getByRole('button', { name: 'End all sessions' }).click();
  await alex.getByRole('dialog').getByRole('button', { name: 'End all sessions' }).click();
  await expect(alex.getByText('Signed in nowhere')).toBeVisible();
  expect(await statusOf(here, '/')).toBe(307);
});

async function makeCode(): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(projectRoot, 'tools/break-glass/main.ts')],
    {
      env: { ...process.env, DATABASE_URL: theRun().databaseUrl },
    },
  );
  return stdout.split('\n')[0] ?? '';
}

test('a one-time code signs a local admin in, which every admin sees and can end', async ({ as }) => {
  const [page, alex] = [await as('stranger'), await as('alex')];
  const code = await makeCode();
  const type = async (text: string) => {
    await page.goto('/break-glass');
    await page.getByLabel('One-time code').fill(text);
    await page.getByRole('button', { name: 'Sign in as the local admin' }).click();
  };
  await type('ABCDE-ABCDE-ABCDE-ABCDE');
  await expect(page.getByText('This code does not open anything')).toBeVisible();
  await type(code.toLowerCase());
  await expect(page.getByRole('button', { name: 'Account of Break-glass admin' })).toBeVisible();
  expect(await statusOf(page, '/admin/users')).toBe(200);

  await alex.goto('/');
  await expect(alex.getByText('A break-glass session is open')).toBeVisible();
  await alex.getByRole('link', { name: 'See or end it' }).click();
  await alex.getByRole('button', { name: 'End all sessions' }).click();
  await alex.getByRole('dialog').getByRole('button', { name: 'End all sessions' }).click();
  await expect(alex.getByText('Signed in nowhere')).toBeVisible();
  expect(await statusOf(page, '/')).toBe(307);
  await type(code);
  await expect(page.getByText('This code does not open anything')).toBeVisible();
});

test('a one-time code works while the identity provider is down', async ({ request }) => {
  const server = await startSecondServer({ OIDC_ISSUER: 'http://127.0.0.1:9' });
  try {
    const opened = await request.post(`${server.base}/api/break-glass`, {
      form: { code: await makeCode() },
      headers: { origin: new URL(theRun().web).origin },
      maxRedirects: 0,
    });
    expect(opened.status()).toBe(303);
    const cookie = opened.headers()['set-cookie']?.split(';')[0] ?? '';
    const home = await request.get(`${server.base}/admin/users`, { headers: { cookie }, maxRedirects: 0 });
    expect(home.status()).toBe(200);
    expect(await home.text()).toContain('Break-glass admin');
  } finally {
    await server.stop();
    await query(`DELETE FROM session WHERE ends_at IS NOT NULL`);
  }
});
