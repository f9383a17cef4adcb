import { fillIn, pages } from './fixtures/pages.ts';
import { expect, test } from './fixtures/test.ts';

for (const [folder, { address, by }] of Object.entries(pages)) {
  test(`${folder} fits into 320 px`, async ({ as }) => {
    const page = await as(by, { viewport: { width: 320, height: 640 } });
    const response = await page.goto(await fillIn(address));
    expect(response?.status()).toBe(200);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth))
      .toBeLessThanOrEqual(320);
  });
}
