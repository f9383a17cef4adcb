import { fillIn, pages, pagesOnDisk } from './fixtures/pages.ts';
import { expect, test } from './fixtures/test.ts';

test('every page has a row, and every row a page', () => {
  expect(Object.keys(pages).sort()).toEqual(pagesOnDisk());
});

for (const [folder, { address, of }] of Object.entries(pages)) {
  if (of === 'all') continue;
  test(`${folder} sends strangers to sign in`, async ({ request }) => {
    const response = await request.get(await fillIn(address), { maxRedirects: 0 });
    expect(response.status()).toBe(307);
    expect(response.headers().location).toMatch(/^\/sign-in\?callbackUrl=/);
  });
}
