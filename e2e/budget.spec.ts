import type { Page } from '@playwright/test';
import { listObjects } from './fixtures/kubectl.ts';
import { approveOnItsPage, askForEnvironment } from './fixtures/requests.ts';
import { createTeam } from './fixtures/teams.ts';
import { expect, test } from './fixtures/test.ts';
import { violations } from './fixtures/violations.ts';

const hardIn = async (namespace: string) => (await listObjects(namespace, 'resourcequotas'))[0]?.spec?.hard;

async function setBudget(admin: Page, team: string, amounts: Record<string, string>): Promise<void> {
  await admin.goto(`/admin/teams/${team}`);
  for (const [label, amount] of Object.entries(amounts)) {
    const name = new RegExp(`^${label}`);
    const field = admin.getByRole('textbox', { name }).or(admin.getByRole('combobox', { name }));
    await field.fill(amount);
  }
  await admin.getByRole('button', { name: `Set budget of ${team}` }).click();
}

test('a budget of any key, and quota that an owner moves without an admin', async ({ as }) => {
  const [alex, sam] = [await as('alex'), await as('sam')];
  await createTeam(alex, 'movers', /Sam Okafor/);
  for (const slug of ['one', 'two']) {
    const wish = { team: 'movers', className: 'Quality assurance', slug, reason: 'To move quota.' };
    await approveOnItsPage(alex, await askForEnvironment(sam, wish), 'Go on.');
    await sam.goto(`/teams/movers/environments/${slug}`);
    await expect(sam.getByRole('main').getByText('Ready', { exact: true }).first()).toBeVisible();
  }

  await test.step('the admin gives a budget of a key that no class grants, and of one that all do', async () => {
    await setBudget(alex, 'movers', { 'Another key': 'requests.nvidia.com/gpu', 'Amount of it': '4' });
    await expect(alex.getByRole('textbox', { name: 'nvidia.com/gpu requests' })).toHaveValue('4');
    await expect.poll(() => hardIn('movers-one')).toMatchObject({ 'requests.nvidia.com/gpu': '0' });
    await setBudget(alex, 'movers', { Jobs: '120' });
    await expect(alex.getByText('100 of 120 granted, 20 free')).toBeVisible();
    await sam.goto('/teams/movers/environments/one/usage');
    const jobs = sam
      .getByRole('table', { name: 'Quota of one' })
      .getByRole('row')
      .filter({ hasText: /^Jobs/ });
    await expect(jobs).toContainText('100 of 120');
    expect(await violations(sam)).toEqual([]);
  });

  await test.step('what does not fit is told beside its field', async () => {
    await sam.goto('/teams/movers/move');
    await sam.getByRole('combobox', { name: 'From' }).selectOption('one');
    await sam.getByRole('combobox', { name: 'To' }).selectOption('two');
    await sam.getByRole('combobox', { name: 'Quota' }).selectOption('pods');
    await sam.getByRole('textbox', { name: 'Amount' }).fill('16');
    await sam.getByRole('button', { name: 'Move quota' }).click();
    // The preview says so, too; the answer has a summary of what is wrong.
    await expect(sam.getByRole('link', { name: 'one would have 4. At least 5.' })).toBeVisible();
  });

  await test.step('and the owner moves the rest, which both namespaces have a moment later', async () => {
    await sam.getByRole('textbox', { name: 'Amount' }).fill('5');
    await sam.getByRole('button', { name: 'Move quota' }).click();
    await expect(sam.getByText('5 of one is on its way to two.')).toBeVisible();
    await expect.poll(() => hardIn('movers-one')).toMatchObject({ pods: '15' });
    await expect.poll(() => hardIn('movers-two')).toMatchObject({ pods: '25' });
    const moved = sam.getByRole('row').filter({ hasText: 'one' }).filter({ hasText: 'two' });
    await expect(moved).toContainText(/done/i);
    expect(await violations(sam)).toEqual([]);
  });
});

test('an admin plans the capacity of the cluster, and a factor that is none changes nothing', async ({
  as,
}) => {
  const alex = await as('alex');
  await alex.goto('/admin/capacity');
  const key = 'count/leases.coordination.k8s.io';
  const other = alex.getByRole('group', { name: 'Another key' });
  await other.getByRole('combobox', { name: 'Key' }).fill(key);
  await other.getByRole('textbox', { name: 'Capacity' }).fill('9000');
  await other.getByRole('textbox', { name: 'Factor' }).fill('much');
  await alex.getByRole('textbox', { name: 'Reason' }).fill('To keep etcd small.');
  await alex.getByRole('button', { name: 'Save the plan' }).click();
  await expect(alex.getByText('Give a factor like 1.5.').first()).toBeVisible();
  await other.getByRole('textbox', { name: 'Factor' }).fill('1.5');
  await alex.getByRole('button', { name: 'Save the plan' }).click();
  const line = alex
    .getByRole('table', { name: 'Capacity of the cluster' })
    .getByRole('row')
    .filter({ hasText: 'leases' });
  await expect(line).toContainText('13500 (× 1.5)');
  await expect(line).toContainText('Within the plan');
  await expect(alex.getByText(/^v\d+ of the plan holds\.$/)).toBeVisible();
  await expect(other.getByRole('combobox', { name: 'Key' })).toHaveValue('');
  await expect(alex.getByText('To keep etcd small.').first()).toBeVisible();
  expect(await violations(alex)).toEqual([]);
});
