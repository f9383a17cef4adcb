import type { Page } from '@playwright/test';
import { writePastLimits, writePastUse } from './fixtures/past-use.ts';
import { decide, openedRequest } from './fixtures/requests.ts';
import { expect, test } from './fixtures/test.ts';
import { violations } from './fixtures/violations.ts';

async function askForCpu(page: Page, cores: number): Promise<number> {
  await page.goto(`/teams/search/environments/staging/change?kind=resize&quota.requests.cpu=${cores}`);
  await page.getByRole('textbox', { name: 'Reason' }).fill('The index grows.');
  await page.getByRole('button', { name: 'Ask to resize search-staging' }).click();
  return openedRequest(page);
}

/** The page fits a phone and breaks no rule of accessibility, in the dark too. */
async function looksRight(page: Page): Promise<void> {
  expect(await violations(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  expect(await violations(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1280, height: 800 });
}

test('an admin writes a rule, sees what it would have done, and switches it on; what fits it is granted at once', async ({
  as,
}) => {
  const staging = { key: 'requests.cpu', hard: 4, usual: 3.2, peak: 3.6, days: 5 };
  await writePastUse('search-staging', staging);
  await writePastLimits('search-staging');
  const [sam, alex] = [await as('sam'), await as('alex')];
  // A person rejects what the rule would have approved.
  const refused = await askForCpu(sam, 5);
  await alex.goto(`/requests/${refused}`);
  await decide(alex, 'Reject', refused, 'Not this month.');
  await expect(alex.getByText(/^Rejected by/).first()).toBeVisible();

  await alex.goto('/admin/rules');
  await expect(alex.getByText('the class allows it without a decision').first()).toBeVisible();
  await looksRight(alex);
  await alex.getByRole('link', { name: 'Change rules' }).click();
  await alex.getByRole('button', { name: 'Add rule' }).click();
  const rule = alex.getByRole('group', { name: 'Rule 2' });
  await rule.getByRole('textbox', { name: 'Name' }).fill('Small busy resizes');
  await rule.getByRole('checkbox', { name: 'Resize' }).check();
  await rule.getByRole('textbox', { name: 'Teams' }).fill('nobody');
  await rule.getByRole('textbox', { name: 'Growth at most, in %' }).fill('30');
  await rule.getByRole('textbox', { name: 'At least, in %' }).fill('60');
  await alex.getByRole('button', { name: 'Move rule 2 up' }).click();
  await alex.getByRole('button', { name: 'Simulate' }).click();
  const first = alex.getByRole('group', { name: 'Rule 1' });
  await expect(first.getByRole('textbox', { name: 'Teams' })).toHaveAccessibleDescription(/no team nobody/);
  await expect(first.getByRole('textbox', { name: 'Name' })).toHaveValue('Small busy resizes');
  await expect(first.getByRole('checkbox', { name: 'Resize' })).toBeChecked();
  await looksRight(alex);
  await first.getByRole('textbox', { name: 'Teams' }).fill('search');
  await alex.getByRole('button', { name: 'Simulate' }).click();

  await expect(alex).toHaveURL(/\/admin\/rules\/simulation\?id=/);
  await expect(alex.getByText(/requests? that a person rejected would have been approved\./)).toBeVisible();
  const differences = alex.getByRole('table', { name: 'Where it differs from what happened' });
  await expect(differences.getByRole('row').nth(1)).toContainText(`#${refused}`);
  await expect(differences.getByRole('row').nth(1)).toContainText('rejected by a person');
  await looksRight(alex);
  await alex.getByRole('textbox', { name: 'Reason' }).fill('Most of these are approved anyhow.');
  const button = alex.getByRole('button', { name: /^Switch on as v\d+$/ });
  const version = /\d+$/.exec(await button.innerText())?.[0];
  await button.click();
  await expect(alex.getByText(`v${version} holds`)).toBeVisible();

  const granted = await askForCpu(sam, 5);
  await expect(
    sam.getByText(`Approved at once, by the rule “Small busy resizes”, version ${version} of the rules`),
  ).toBeVisible();
  await expect(sam.getByText(/no limit grows by more than 30 % \(25 %\)/)).toBeVisible();
  await alex.goto(`/requests/${granted}`);
  await expect(alex.getByText(/^Approved at once/)).toBeVisible();
  await expect(alex.getByText('The rule “Small busy resizes” approved it')).toBeVisible();
  // Two cores more are no small step: a person decides, and sees what is used.
  const waiting = await askForCpu(sam, 7);
  await expect(sam.getByText('This waits for an approver.')).toBeVisible();
  await alex.goto(`/approvals?request=${waiting}`);
  await expect(alex.getByRole('heading', { name: 'Use in the last 14 days' })).toBeVisible();
  await decide(alex, 'Reject', waiting, 'Too much at once.');

  // What was tried on an older version can't be switched on any more.
  await alex.goto('/admin/rules/simulation');
  await expect(alex.getByText('These rules can’t be switched on any more')).toBeVisible();
  await expect(alex.getByRole('button', { name: /^Switch on/ })).toHaveCount(0);
  const gone = await alex.goto('/admin/rules/simulation?id=perhaps');
  expect(gone?.status()).toBe(404);
});
