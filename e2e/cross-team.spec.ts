import type { Page } from '@playwright/test';
import { fillIn, pages } from './fixtures/pages.ts';
import { expect, test } from './fixtures/test.ts';

const names = /Payments|Dana|Novak|ledger|go-live/;
// What was typed into the address is shown again; the request's id differs by its nature.
const typed = /payments|perhaps|\b\d+\b|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** All that a person is shown at an address. */
async function shown(page: Page, address: string) {
  const response = await page.goto(address);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nothing here that you may see');
  expect(await page.locator('body').innerText()).not.toMatch(names);
  const title = await page.title();
  expect(title).not.toMatch(names);
  return { status: response?.status(), title: title.replace(typed, 'X') };
}

for (const [folder, { address, of }] of Object.entries(pages)) {
  if (of !== 'team' && of !== 'admin') continue;
  test(`${folder} of others is as if it were not there`, async ({ as }) => {
    const tara = await as('tara');
    const theirs = await shown(tara, await fillIn(address));
    expect(theirs.status).toBe(404);
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

test('nobody may follow the changes of another team without a session', async ({ request }) => {
  for (const address of ['/api/events', '/api/search?q=payments', '/api/audit.csv']) {
    const response = await request.get(address, { maxRedirects: 0 });
    expect(response.status(), address).toBe(401);
  }
});
