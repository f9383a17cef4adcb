import { fillIn, pages } from './fixtures/pages.ts';
import { expect, test } from './fixtures/test.ts';
import { violations } from './fixtures/violations.ts';

for (const [folder, { address, by }] of Object.entries(pages)) {
  // One visit for all three: the pages are many, and a visit costs more than a look.
  test(`${folder} has no violation, light and dark, and fits into 320 px`, async ({ as }) => {
    const page = await as(by, { reducedMotion: 'reduce', colorScheme: 'light' });
    await page.goto(await fillIn(address));
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect(await violations(page)).toEqual([]);
    // The same page in other colours: nothing else can have changed.
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await violations(page, 'color-contrast')).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth))
      .toBeLessThanOrEqual(320);
  });
}
