import type { Page } from '@playwright/test';
import { askForEnvironment } from './fixtures/requests.ts';
import { expect, test } from './fixtures/test.ts';

const commentsOf = (page: Page) => page.getByRole('main').getByRole('listitem');

async function say(page: Page, text: string): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Comment' });
  await field.fill(text);
  await page.getByRole('button', { name: 'Add comment' }).click();
  await expect(field).toHaveValue('');
}

test('both sides talk about a request, each seeing the other without a reload', async ({ as }) => {
  const [eli, alex] = [await as('eli'), await as('alex')];
  const wish = { team: 'payments', className: 'Quality assurance', slug: 'talk', reason: 'Talk about it.' };
  const number = await askForEnvironment(eli, wish);
  await alex.goto(`/requests/${number}`);
  for (const page of [eli, alex])
    await expect(page.getByRole('status').filter({ hasText: 'live' })).toBeVisible();

  // What Eli has begun to type must survive the other's comment.
  const draft = eli.getByRole('textbox', { name: 'Comment' });
  await draft.fill('I was just about to sa');
  await say(alex, 'How many pods does it need?\nAnd for how long?');
  const question = commentsOf(eli).filter({ hasText: 'How many pods does it need?' });
  await expect(question).toContainText('Alex Admin');
  await expect(draft).toHaveValue('I was just about to sa');

  await say(eli, 'Twenty, for two weeks.');
  await expect(commentsOf(alex).filter({ hasText: 'Twenty, for two weeks.' })).toContainText('Eli Novak');
  await expect(commentsOf(alex).filter({ hasText: /pods does it need|two weeks/ })).toHaveCount(2);

  // An empty comment is refused in words, and nothing is added.
  await eli.getByRole('button', { name: 'Add comment' }).click();
  await expect(draft).toHaveAccessibleDescription(/\w/);
  await expect(draft).toHaveAttribute('aria-invalid', 'true');

  await eli.getByRole('button', { name: 'Withdraw request' }).click();
  await eli.getByRole('button', { name: `Withdraw #${number}` }).click();
  await expect(alex.getByText(/^Withdrawn/).first()).toBeVisible();
});
