import { writePastUse } from './fixtures/past-use.ts';
import { decide, openedRequest } from './fixtures/requests.ts';
import { expect, test } from './fixtures/test.ts';
import { violations } from './fixtures/violations.ts';

test('who decides about a resize sees what was used, in one sentence and key by key', async ({ as }) => {
  const cpu = { key: 'requests.cpu', hard: 6, usual: 2, peak: 5.6, days: 5 };
  await writePastUse('payments-prod', cpu);
  const dana = await as('dana');
  const path = '/teams/payments/environments/prod/change?kind=resize&quota.requests.cpu=8';
  await dana.goto(path);
  await dana.getByRole('textbox', { name: 'Reason' }).fill('Sales begin next week.');
  await dana.getByRole('button', { name: 'Ask to resize payments-prod' }).click();
  const number = await openedRequest(dana);
  const sentence = /^CPU requests reached 93 % on 5 of 14 days: the request fits\.$/;
  await expect(dana.getByText(sentence)).toBeVisible();

  const alex = await as('alex');
  await alex.goto(`/approvals?request=${number}`);
  await expect(alex.getByText(sentence)).toBeVisible();
  const list = alex.getByRole('navigation', { name: 'Requests to decide' });
  await expect(list.getByRole('link', { name: `#${number} ` })).toContainText(
    'CPU requests used to 93 % in 14 days',
  );
  await expect(alex.getByRole('heading', { name: 'Use in the last 14 days' })).toBeVisible();
  const chart = alex.getByRole('figure').filter({ hasText: 'CPU requests' });
  await chart.getByText('Show as table').click();
  await expect(chart.getByRole('row', { name: /5\.6 CPU/ })).toHaveCount(5);
  const fact = (label: string) =>
    alex.getByText(label, { exact: true }).locator('xpath=following-sibling::dd');
  await expect(fact('At the peak')).toHaveText('5.6 CPU · 93 % now, 70 % after');
  await expect(fact('Unused already')).toHaveText('0.4 CPU of the 2 CPU asked for');
  expect(await violations(alex)).toEqual([]);
  await alex.emulateMedia({ colorScheme: 'dark' });
  await alex.setViewportSize({ width: 320, height: 640 });
  expect(await alex.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  expect(await violations(alex)).toEqual([]);
  await alex.setViewportSize({ width: 1280, height: 800 });
  await decide(alex, 'Reject', number, 'The sales were called off.');
  await expect(alex.getByText(`#${number}`).first()).toBeVisible();
});

test('who decides about a new environment sees what the team uses of the others', async ({ as }) => {
  const alex = await as('alex');
  await alex.goto('/approvals?q=qa&type=create-environment');
  const others = alex.getByRole('table', { name: 'Highest use of the team’s other environments' });
  await expect(others.getByRole('row', { name: /^prod .* of 6 CPU/ })).toBeVisible();
});
