import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { query } from './fixtures/database.ts';
import { createTeam } from './fixtures/teams.ts';
import { expect, test } from './fixtures/test.ts';
import { violations } from './fixtures/violations.ts';

/** The lines that the web server has logged under this id. */
function logged(id: string): { requestId: string; err: { message: string } }[] {
  const file = join(dirname(process.env.BAILIWICK_RUN ?? ''), 'logs', 'web.log');
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('{'));
  return lines.map((line) => JSON.parse(line)).filter(({ digest }) => digest === id);
}

/** What a person sees of a failure, and whether the id on the page leads to its cause in the log. */
async function expectExplained(page: Page, cause: RegExp): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This page could not be made');
  const text = await page.getByRole('main').innerText();
  expect(text).not.toMatch(cause);
  expect(text).not.toMatch(/\bat .+:\d+|node_modules|Error:/);
  const id = await page
    .getByText(/^Request id/)
    .locator('code')
    .innerText();
  expect(id).not.toBe('');
  await expect.poll(() => logged(id).length).toBeGreaterThan(0);
  expect(logged(id)[0]?.err.message).toMatch(cause);
  expect(logged(id)[0]?.requestId).toMatch(/^[0-9a-f-]{36}$/);
  expect(await violations(page)).toEqual([]);
}

test('a row that can not be read is one sentence and an id; trying again helps', async ({ as }) => {
  const [alex, sam] = [await as('alex'), await as('sam')];
  await createTeam(alex, 'unreadable', /Sam Okafor/);
  const write = (budget: string) => query("UPDATE team SET budget = $1 WHERE slug = 'unreadable'", [budget]);
  await write('{"pods": "a lot"}');
  try {
    await sam.goto('/teams/unreadable/usage');
    await expectExplained(sam, /a lot/);
  } finally {
    await write('{}');
  }
  await sam.getByRole('button', { name: 'Try again' }).click();
  await expect(sam.getByRole('heading', { level: 1 })).toHaveText('Usage');
});

test('what is not there names the id of its answer', async ({ as }) => {
  const dana = await as('dana');
  const response = await dana.goto('/teams/nowhere');
  const id = response?.headers()['x-request-id'] ?? 'no id';
  await expect(dana.getByText(/^Request id/).locator('code')).toHaveText(id);
});
