import { query } from './fixtures/database.ts';
import { askForEnvironment } from './fixtures/requests.ts';
import { expect, test } from './fixtures/test.ts';

// Other tests know Audra as the auditor.
test.afterAll(() => query("UPDATE \"user\" SET site_role = 'auditor' WHERE name = 'Audra Klein'"));

test('of two admins who decide at once, one wins and the other is told who it was', async ({ as }) => {
  const alex = await as('alex');
  await alex.goto('/admin/users?q=Audra');
  await alex.getByRole('button', { name: 'Role of Audra Klein' }).click();
  const dialog = alex.getByRole('dialog', { name: 'Site role of Audra Klein' });
  await dialog.getByRole('radio', { name: 'Admin' }).check();
  await dialog.getByRole('button', { name: 'Set role' }).click();
  await expect(dialog).toBeHidden();

  const eli = await as('eli');
  const number = await askForEnvironment(eli, {
    team: 'payments',
    className: 'Quality assurance',
    slug: 'race',
    reason: 'Two admins look at this at the same time.',
  });

  const audra = await as('audra');
  const admins = [alex, audra];
  for (const admin of admins) {
    await admin.goto(`/requests/${number}`);
    await admin.getByRole('button', { name: 'Reject' }).click();
    await admin.getByRole('textbox', { name: 'Reason' }).fill('Use the environment that is there.');
  }
  await Promise.all(admins.map((admin) => admin.getByRole('button', { name: `Reject #${number}` }).click()));

  const told = /^(Alex Admin|Audra Klein) has rejected request #\d+ already/;
  for (const admin of admins)
    await expect(admin.getByText(/Rejected by (Alex Admin|Audra Klein)/).first()).toBeVisible();
  const losers = await Promise.all(admins.map((admin) => admin.getByText(told).count()));
  expect(losers.toSorted()).toEqual([0, 1]);
});
