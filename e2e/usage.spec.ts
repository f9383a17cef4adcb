import { readFileSync } from 'node:fs';
import { query } from './fixtures/database.ts';
import { expect, test } from './fixtures/test.ts';
import { violations } from './fixtures/violations.ts';

/** Makes the provisioner roll up again from the oldest sample, so that what a test adds to the past counts. */
async function rollUpAnew(): Promise<void> {
  await query(
    `SELECT pg_advisory_xact_lock(hashtextextended('bailiwick usage roll-up', 0));
     DELETE FROM usage_rollup_mark; DELETE FROM usage_rollup`,
  );
}

test('the history of a team sums its environments, and can be read as a table', async ({ as }) => {
  await query(
    `INSERT INTO usage_sample (environment_id, key, at, used, hard)
     SELECT id, 'requests.cpu', date_trunc('minute', now()) - interval '2 hours', CASE slug WHEN 'dev' THEN 0.25 ELSE 1.5 END, 4
     FROM environment WHERE namespace IN ('payments-dev', 'payments-prod')`,
  );
  await rollUpAnew();
  const dana = await as('dana');
  await dana.goto('/teams/payments/usage');
  const workloads = dana.getByRole('table', { name: 'Workloads by CPU requests' });
  await expect(
    workloads
      .getByRole('row')
      .filter({ hasText: /Deployment/ })
      .first(),
  ).toContainText(/CPU/);
  await expect(dana.getByText('this cluster has no metrics API')).toBeVisible();
  const history = dana.locator('section').filter({ has: dana.getByRole('heading', { name: /^History of/ }) });
  await expect(history.getByRole('heading', { name: 'History of Payments' })).toBeVisible();
  const chart = history.getByRole('figure').filter({ hasText: 'CPU requests' });
  await expect(chart).toContainText('budget');
  await chart.getByText('Show as table').click();
  await expect(chart.getByRole('row').nth(1)).toContainText('1.75 CPU');
  await history.getByRole('link', { name: '7 days' }).click();
  await expect(dana).toHaveURL(/range=7d/);
  await history.getByRole('combobox', { name: 'Of' }).selectOption('prod');
  await expect(dana.getByRole('heading', { name: 'History of prod' })).toBeVisible();
  await expect(dana).toHaveURL(/range=7d/);
});

test('steady growth is told as a forecast with its uncertainty', async ({ as }) => {
  await query(
    `INSERT INTO usage_sample (environment_id, key, at, used, hard)
     SELECT id, 'requests.memory', date_trunc('day', now()) - (13 - day) * interval '1 day' + interval '9 hours', (0.2 + 0.04 * day) * hard, hard
     FROM environment, generate_series(0, 12) AS day, (SELECT 8589934592::numeric AS hard) AS limits
     WHERE namespace = 'payments-dev'`,
  );
  await rollUpAnew();
  const dana = await as('dana');
  await dana.goto('/teams/payments/environments/dev/usage?range=90d');
  const history = dana.locator('section').filter({ has: dana.getByRole('heading', { name: 'History' }) });
  await expect(history.getByRole('listitem').filter({ hasText: 'Memory requests' }).first()).toContainText(
    /full in about \d+ days/,
  );
  expect(await violations(dana)).toEqual([]);
});

test('an admin compares teams by what they use of what was granted, and takes the figures along', async ({
  as,
}) => {
  const audra = await as('audra');
  await audra.goto('/admin/usage');
  await expect(audra.getByRole('heading', { level: 1 })).toHaveText('Usage');
  const heat = audra.getByRole('table', { name: 'Used of granted, by team and quota key' });
  // Another test makes a second team of this name, which uses nothing.
  await expect(heat.getByRole('row', { name: /^Payments \d+ % .* CPU of .* CPU/ })).toHaveCount(1);
  await audra.getByRole('combobox', { name: 'Compare by' }).selectOption('pods');
  await expect(audra).toHaveURL(/key=pods/);
  await expect(audra.getByRole('heading', { name: 'Asked for more than needed' })).toBeVisible();

  const download = audra.waitForEvent('download');
  await audra.getByRole('link', { name: 'CSV' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('usage.csv');
  expect(readFileSync(await file.path(), 'utf8')).toMatch(/^payments,prod,payments-prod,requests\.cpu,/m);

  await audra.emulateMedia({ colorScheme: 'dark' });
  await audra.setViewportSize({ width: 320, height: 640 });
  expect(await audra.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  expect(await violations(audra)).toEqual([]);
});
