import type { Page } from '@playwright/test';
import { query } from './fixtures/database.ts';
import { expect, test } from './fixtures/test.ts';
import { violations } from './fixtures/violations.ts';

const namespace = 'search-dev';
const message = 'ResourceQuota bailiwick could not be written: etcdserver: no leader';

/** Leaves the environment as a pass would that failed for the third time, with its next try an hour away. */
async function makeStuck(): Promise<void> {
  const ready = { type: 'Ready', status: 'False', reason: 'Unavailable', message, observedGeneration: 1 };
  const conditions = JSON.stringify([{ ...ready, lastTransitionTime: new Date().toISOString() }]);
  await query(
    `UPDATE environment_status SET attempts = 3, next_attempt_at = now() + interval '1 hour', conditions = $1
     WHERE environment_id = (SELECT id FROM environment WHERE namespace = $2 AND finalized_at IS NULL)`,
    [conditions, namespace],
  );
}

const isReady = async () => {
  const rows = await query<object>(
    `SELECT FROM environment e JOIN environment_status s ON s.environment_id = e.id
     WHERE e.namespace = $1 AND s.answered_retries = e.retries AND s.conditions @> '[{"type": "Ready", "status": "True"}]'`,
    [namespace],
  );
  return rows.length === 1;
};

const work = (page: Page) => page.getByRole('table', { name: 'Work of the provisioner' }).getByRole('row');

test('an admin finds what is stuck and why, and has it tried again; an auditor only looks', async ({
  as,
}) => {
  await expect.poll(isReady, { timeout: 90_000 }).toBe(true);
  await makeStuck();
  const alex = await as('alex');
  await alex.goto('/');
  await alex.getByRole('button', { name: 'Search' }).click();
  await alex.getByRole('combobox').fill('Provisioner');
  await alex.getByRole('option', { name: 'Provisioner' }).click();
  await expect(alex.getByRole('heading', { level: 1 })).toHaveText('Provisioner');
  const replicas = alex.getByRole('table', { name: 'Provisioner replicas' }).locator('tbody');
  await expect(replicas.getByRole('row').filter({ hasText: 'Alive' })).toHaveCount(1);
  await expect(alex.getByRole('definition').filter({ hasText: / ago$/ }).first()).toBeVisible();

  await alex.getByRole('link', { name: /^\d+ Backing off$/ }).click();
  await expect(alex).toHaveURL('/admin/provisioner?state=backing-off');
  const line = work(alex).filter({ hasText: namespace });
  await expect(line).toContainText(message);
  await expect(line).toContainText('It is tried again, less and less often.');
  await expect(line).toContainText(/in \d+ min/);

  const audra = await as('audra');
  await audra.goto('/admin/provisioner?state=stuck');
  await expect(work(audra).filter({ hasText: namespace })).toContainText('Backing off');
  await expect(audra.getByRole('button', { name: /Retry/ })).toHaveCount(0);

  await alex.emulateMedia({ colorScheme: 'dark' });
  await alex.setViewportSize({ width: 320, height: 640 });
  expect(await alex.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  expect(await violations(alex)).toEqual([]);
  await alex.getByRole('button', { name: `Retry now ${namespace}` }).click();
  await expect.poll(isReady, { timeout: 90_000 }).toBe(true);
  // Both pages come to know by themselves.
  for (const person of [alex, audra])
    await expect(work(person).filter({ hasText: namespace })).toHaveCount(0);
});

test('all that are stuck are tried again together, and the activity of the environment tells who asked', async ({
  as,
}) => {
  await expect.poll(isReady, { timeout: 90_000 }).toBe(true);
  await makeStuck();
  const alex = await as('alex');
  await alex.goto('/admin/provisioner?sort=-p99');
  await expect(work(alex).filter({ hasText: namespace })).toContainText(/\d (ms|s)/);
  await alex.getByRole('button', { name: 'Retry all stuck' }).click();
  await alex.getByRole('dialog').getByRole('button', { name: 'Retry all stuck' }).click();
  await expect.poll(isReady, { timeout: 90_000 }).toBe(true);
  await expect(work(alex).filter({ hasText: namespace })).toContainText('Nothing to do');
  await alex.goto('/teams/search/environments/dev/activity');
  await expect(alex.getByText('asked for another try of').first()).toBeVisible();
});
