import type { Locator, Page } from '@playwright/test';
import { openedRequest } from './fixtures/requests.ts';
import { expect, test } from './fixtures/test.ts';

const furthest = 80;

/** Presses Tab until the element has the focus, as a person without a mouse does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < furthest; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${furthest} presses of Tab did not reach ${target}.`);
}

async function press(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}

test('a request is asked for and decided by keyboard alone', async ({ as }) => {
  const eli = await as('eli');
  await eli.goto('/');
  await press(eli, eli.getByRole('main').getByRole('link', { name: /^Payments/ }));
  await press(eli, eli.getByRole('link', { name: 'Request environment' }));
  await tabTo(eli, eli.getByRole('radio', { name: 'Development' }));
  await eli.keyboard.press('ArrowDown');
  await expect(eli.getByRole('radio', { name: 'Quality assurance' })).toBeChecked();
  await tabTo(eli, eli.getByRole('textbox', { name: 'Name', exact: true }));
  await eli.keyboard.type('nomouse');
  await tabTo(eli, eli.getByRole('textbox', { name: 'Reason' }));
  await eli.keyboard.type('The mouse is out of order.');
  await press(eli, eli.getByRole('button', { name: 'Ask for payments-nomouse' }));
  const number = await openedRequest(eli);

  const alex = await as('alex');
  await alex.goto('/approvals');
  const requests = alex.getByRole('navigation', { name: 'Requests to decide' });
  await press(alex, requests.getByRole('link', { name: `#${number} ` }));
  await expect(alex.getByRole('link', { name: `Open #${number}` })).toBeVisible();
  await alex.keyboard.press('r');
  const dialog = alex.getByRole('dialog', { name: `Reject #${number}?` });
  await tabTo(alex, dialog.getByRole('textbox', { name: 'Reason' }));
  await alex.keyboard.type('Use the environment that is there.');
  await press(alex, alex.getByRole('button', { name: `Reject #${number}` }));
  await expect(alex.getByRole('status').filter({ hasText: `#${number}` })).toContainText('rejected');
  await expect(eli.getByText('Rejected by Alex Admin')).toBeVisible();
});
