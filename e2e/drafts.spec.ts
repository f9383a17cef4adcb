import type { Page } from '@playwright/test';
import { expect, test } from './fixtures/test.ts';

const form = '/teams/payments/environments/new';
const reasonOf = (page: Page) => page.getByRole('textbox', { name: 'Reason' });

/** Types a reason and waits until it is kept; what the server answered. */
async function typeAndWait(page: Page, reason: string): Promise<string> {
  const answer = Promise.withResolvers<string>();
  await page.route(form, async (route) => {
    if (!route.request().postData()?.includes(reason)) return route.fallback();
    const response = await route.fetch();
    answer.resolve(await response.text());
    return route.fulfill({ response });
  });
  await reasonOf(page).fill(reason);
  return answer.promise;
}

test('a half-filled form is kept without drawing the page anew, also on the way back', async ({ as }) => {
  const dana = await as('dana');
  await dana.goto(form);
  const answer = await typeAndWait(dana, 'To be kept for later.');
  expect(answer).toContain('"ok":true');
  expect(answer).not.toContain('Payments');

  await dana.getByRole('link', { name: 'Requests', exact: true }).first().click();
  await expect(dana.getByRole('heading', { level: 1 })).toHaveText('Requests');
  await dana.goBack();
  await expect(reasonOf(dana)).toHaveValue('To be kept for later.');
  await dana.reload();
  await expect(reasonOf(dana)).toHaveValue('To be kept for later.');
});

test('a request that was sent leaves no draft behind', async ({ as }) => {
  const eli = await as('eli');
  await eli.goto(form);
  await eli.getByRole('textbox', { name: 'Name', exact: true }).fill('drafty');
  await reasonOf(eli).fill('Typed and sent within a second.');
  await eli.getByRole('button', { name: 'Ask for payments-drafty' }).click();
  await expect(eli).toHaveURL(/\/environments\/drafty$/);
  await eli.goto(form);
  await expect(reasonOf(eli)).toHaveValue('');
});
