import type { Page } from '@playwright/test';
import { query } from './fixtures/database.ts';
import { kubectl } from './fixtures/kubectl.ts';
import { expect, test } from './fixtures/test.ts';

const address = '/teams/payments/environments/prod/conformance';

async function finishedRuns(): Promise<number> {
  const [row] = await query<{ count: number }>(
    `SELECT count(*)::int AS count FROM conformance_run r JOIN environment e ON e.id = r.environment_id
     WHERE e.namespace = 'payments-prod' AND r.finished_at IS NOT NULL`,
  );
  return row?.count ?? 0;
}

/** Runs the checks on the page and waits until it shows what that run found. */
async function runChecks(page: Page): Promise<void> {
  // The first run comes by itself; while it is open nobody can ask for another.
  await expect.poll(finishedRuns, { timeout: 90_000 }).toBeGreaterThan(0);
  const before = await finishedRuns();
  await page.getByRole('button', { name: 'Run checks' }).click();
  await expect(page.getByText(`Last ${before + 1} runs`)).toBeVisible({ timeout: 90_000 });
  await expect(page.getByText('Asked for by')).toBeVisible();
}

test('an owner runs the checks and sees what each one found', async ({ as }) => {
  const dana = await as('dana');
  await dana.goto(address);
  await runChecks(dana);
  await expect(dana.getByText('23 of 23')).toBeVisible();
  const item = dana.getByRole('listitem').filter({ hasText: 'No hostPath volumes' });
  await expect(item).toContainText('Passed');
  await item.getByRole('button', { name: 'Evidence of: No hostPath volumes' }).click();
  await expect(dana.getByRole('dialog', { name: 'No hostPath volumes' })).toContainText(
    'violates PodSecurity "restricted',
  );
  await dana.keyboard.press('Escape');
  await expect(dana.getByRole('button', { name: /^Waive/ })).toHaveCount(0);

  const download = dana.waitForEvent('download');
  await dana.getByRole('link', { name: 'CSV' }).click();
  expect((await download).suggestedFilename()).toBe('conformance-payments-prod.csv');
});

test('a check that fails is waived by an admin, and shows as waived', async ({ as }) => {
  const alex = await as('alex');
  await kubectl('apply', '-f', 'e2e/fixtures/storage-class.yaml');
  try {
    await alex.goto(address);
    await runChecks(alex);
    const item = alex.getByRole('listitem').filter({ hasText: 'Volumes end with their claim' });
    await expect(item).toContainText('The storage class keeps-volumes keeps volumes');
    await item.getByRole('button', { name: /^Waive/ }).click();
    const dialog = alex.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('The old class goes with the next release.');
    await dialog.getByRole('button', { name: 'Waive', exact: true }).click();
    await expect(item).toContainText('Waived by Alex');
    await expect(alex.getByText('22 of 23, 1 waived')).toBeVisible();

    await alex.goto('/admin/conformance?q=payments-prod');
    await expect(alex.getByRole('row').filter({ hasText: 'payments-prod' })).toContainText(
      '22 of 23, 1 waived',
    );
    await alex.goto(address);
    await item.getByRole('button', { name: /^End waiver/ }).click();
    await alex.getByRole('dialog').getByRole('button', { name: 'End waiver' }).click();
    await expect(item).toContainText('Failed');
  } finally {
    await kubectl('delete', '-f', 'e2e/fixtures/storage-class.yaml');
  }
});
