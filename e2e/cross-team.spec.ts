import type { Page } from '@playwright/test';
import { fillIn, pages } from './fixtures/pages.ts';
import { theRun } from './fixtures/run.ts';
import { expect, test } from './fixtures/test.ts';

const names = /Payments|Dana|Novak|ledger|go-live/;
/** All that a person is shown at an address. */
async function shown(page: Page, address: string) {
  const response = await page.goto(address);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nothing here that you may see');
  expect(await page.locator('body').innerText()).not.toMatch(names);
  return { status: response?.status(), title: await page.title() };
}

for (const [folder, { address, of }] of Object.entries(pages)) {
  if (of !== 'team' && of !== 'admin') continue;
  test(`${folder} of others is as if it were not there`, async ({ as }) => {
    const tara = await as('tara');
    const theirs = await shown(tara, await fillIn(address));
    expect(theirs).toEqual({ status: 404, title: 'Not found · Bailiwick' });
    if (of === 'admin') return;
    const missing = address.replace('payments', 'perhaps').replace('[number]', '999999');
    expect(theirs).toEqual(await shown(tara, missing));
  });
}

test('search finds nothing of another team', async ({ as }) => {
  const tara = await as('tara');
  for (const word of ['payments', 'payments-prod', 'ledger', 'Dana']) {
    const response = await tara.request.get(`/api/search?q=${word}`);
    expect(response.status()).toBe(200);
    expect(await response.text()).not.toMatch(/payments|Dana/i);
  }
});

test('the audit log is not exported to others', async ({ as }) => {
  const tara = await as('tara');
  const response = await tara.request.get('/api/audit.csv?team=payments');
  expect(response.status()).toBe(404);
  expect(await response.text()).not.toMatch(/payments|Dana/i);
});

test('what the checks of another team’s environment found is not exported', async ({ as }) => {
  const tara = await as('tara');
  for (const format of ['csv', 'json']) {
    const response = await tara.request.get(
      `/api/conformance?team=payments&environment=prod&format=${format}`,
    );
    expect(response.status()).toBe(404);
    expect(await response.text()).not.toMatch(/payments|Dana/i);
  }
});

test('nobody has a request of another team tried in the cluster, and no other site has any', async ({
  as,
}) => {
  const [tara, eli] = [await as('tara'), await as('eli')];
  const address = await fillIn('[number]');
  const ask = async (page: Page, origin: string) => {
    const response = await page.request.post('/api/preflight', {
      headers: { origin },
      data: { number: Number(address) },
    });
    expect(await response.text()).not.toMatch(/payments|Dana/i);
    return response.status();
  };
  const own = new URL(theRun().web).origin;
  expect(await ask(tara, own)).toBe(404);
  expect(await ask(eli, 'https://elsewhere.test')).toBe(403);
  expect(await ask(eli, own)).toBe(200);
});

test('nobody may follow the changes of another team without a session', async ({ request }) => {
  const conformance = '/api/conformance?team=payments&environment=prod&format=csv';
  for (const address of ['/api/events', '/api/search?q=payments', '/api/audit.csv', conformance]) {
    const response = await request.get(address, { maxRedirects: 0 });
    expect(response.status(), address).toBe(401);
  }
});
