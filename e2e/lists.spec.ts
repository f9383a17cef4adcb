import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures/test.ts';

const lists = [
  { address: '/admin/users', caption: 'People', column: 'Name', place: 1, sort: '-name' },
  { address: '/admin/classes', caption: 'Environment classes', column: 'Class', place: 1, sort: 'name' },
  { address: '/admin/audit', caption: 'Audit events', column: 'Action', place: 3, sort: 'action' },
];

const cellsOf = (table: Locator, place: number) =>
  table.locator(`tbody tr td:nth-child(${place})`).allInnerTexts();

for (const { address, caption, column, place, sort } of lists)
  test(`${address} is sorted by its address`, async ({ as }) => {
    const alex = await as('alex');
    await alex.goto(address);
    const table = alex.getByRole('table', { name: caption });
    const before = await cellsOf(table, place);
    await table.getByRole('link', { name: column }).click();
    await expect(alex).toHaveURL(new RegExp(`sort=${sort}$`));
    await expect(table.getByRole('columnheader', { name: column })).toHaveAttribute('aria-sort', /ending$/);
    await expect.poll(() => cellsOf(table, place)).not.toEqual(before);
    const sorted = await cellsOf(table, place);
    await alex.reload();
    expect(await cellsOf(table, place)).toEqual(sorted);
  });

test('an address that asks for what the list does not offer shows the list', async ({ as }) => {
  const alex = await as('alex');
  for (const address of [
    '/admin/environments?state=odd',
    '/admin/drift?open=perhaps',
    '/approvals?type=odd',
  ]) {
    expect((await alex.goto(address))?.status(), address).toBe(200);
    await expect(alex.getByRole('heading', { level: 1 })).not.toHaveText('This page could not be made');
  }
  await alex.goto('/admin/users?page=99');
  await alex.getByRole('link', { name: 'Go to the first page' }).click();
  await expect(rows(alex)).not.toHaveCount(0);
});

const rows = (page: Page) => page.getByRole('table').locator('tbody tr');
