import type { Page } from '@playwright/test';
import { expect, test } from './fixtures/test.ts';

/** Whether the router asks for what it needs to show the page's shape, long before anyone clicks. */
const isPrefetch = (headers: Record<string, string>) => headers['next-router-prefetch'] !== undefined;

/** Holds back what the server sends for a page that was clicked on, until the returned function is called. */
async function holdBack(page: Page, path: string): Promise<() => void> {
  const { promise: released, resolve } = Promise.withResolvers<void>();
  await page.route(
    (url) => url.pathname === path,
    async (route) => {
      if (!isPrefetch(route.request().headers())) await released;
      await route.continue();
    },
  );
  return resolve;
}

const ways = [
  { from: '/', link: 'Environments', to: '/teams/payments' },
  {
    from: '/teams/payments/environments/prod',
    link: 'Objects',
    to: '/teams/payments/environments/prod/objects',
  },
];

for (const { from, link, to } of ways) {
  test(`while ${to} is made its shape is there, and goes when it comes`, async ({ as }) => {
    const dana = await as('dana');
    // A change elsewhere would make the router forget what it has fetched ahead.
    await dana.route('/api/events', (route) => route.abort());
    const release = await holdBack(dana, to);
    // Not before: the page on which the person signed in fetches ahead, too.
    await dana.goto(from, { waitUntil: 'commit' });
    await dana.waitForResponse((response) => {
      const headers = response.request().headers();
      const whole = headers['next-router-segment-prefetch'] === undefined;
      return new URL(response.url()).pathname === to && isPrefetch(headers) && whole;
    });
    // The router has to have read it, too: who clicks before that waits on the old page.
    await dana.evaluate(() => new Promise<unknown>((done) => requestIdleCallback(done, { timeout: 2_000 })));
    await dana.getByRole('link', { name: link, exact: true }).click();
    const waiting = dana.getByRole('main').getByRole('status').filter({ hasText: 'Loading' });
    await expect(waiting).toBeVisible();
    await expect(waiting).toHaveCSS('opacity', '1');
    release();
    await expect(waiting).toHaveCount(0);
    await expect(dana).toHaveURL(to);
    await expect(dana.getByRole('main').getByText('payments-prod').first()).toBeVisible();
  });
}
