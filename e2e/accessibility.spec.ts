import { fillIn, pages } from './fixtures/pages.ts';
import { expect, test } from './fixtures/test.ts';
import { violations } from './fixtures/violations.ts';

for (const [folder, { address, by }] of Object.entries(pages)) {
  test(`${folder} has no violation, light and dark`, async ({ as }) => {
    const page = await as(by, { reducedMotion: 'reduce', colorScheme: 'light' });
    await page.goto(await fillIn(address));
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await violations(page)).toEqual([]);
  });
}
