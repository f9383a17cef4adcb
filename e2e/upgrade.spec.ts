import { createClass } from './fixtures/classes.ts';
import { kubectl, listObjects } from './fixtures/kubectl.ts';
import { approveOnItsPage, askForEnvironment, openedRequest } from './fixtures/requests.ts';
import { createTeam } from './fixtures/teams.ts';
import { expect, test } from './fixtures/test.ts';

const namespace = 'upgraders-roll';

test('a new version of a class reaches an environment when its owner asks and an admin agrees', async ({
  as,
}) => {
  test.slow();
  const [alex, sam] = [await as('alex'), await as('sam')];
  await createTeam(alex, 'upgraders', /Sam Okafor/);
  await createClass(alex, 'Rolling');

  const wish = { team: 'upgraders', className: 'Rolling', slug: 'roll', reason: 'Follow the class.' };
  const created = await askForEnvironment(sam, wish);
  await approveOnItsPage(alex, created, 'A small one.');
  await sam.goto('/teams/upgraders/environments/roll');
  const main = sam.getByRole('main');
  await expect(main.getByText('Ready', { exact: true }).first()).toBeVisible();
  const menu = sam.getByRole('button', { name: 'Request change' });
  await menu.click();
  await expect(sam.getByRole('link', { name: /^Resize/ })).toBeVisible();
  await expect(sam.getByRole('link', { name: /^Upgrade/ })).toHaveCount(0);
  await sam.keyboard.press('Escape');

  await test.step('the admin saves version 2', async () => {
    await alex.goto('/admin/classes/rolling');
    await alex.getByRole('link', { name: 'Create new version' }).click();
    await alex.getByRole('combobox', { name: 'Network' }).selectOption('isolated');
    await alex.getByRole('combobox', { name: 'Pod Security level' }).selectOption('restricted');
    await alex.getByRole('button', { name: 'Create v2 of rolling' }).click();
    await expect(alex).toHaveURL('/admin/classes/rolling?version=2');
    const changes = alex.getByRole('table', { name: 'Changes from v1 to v2' });
    await expect(changes.getByRole('row').filter({ hasText: 'networkProfile' })).toContainText('isolated');
  });

  await test.step('the owner sees what it changes and asks for it', async () => {
    await sam.goto('/teams/upgraders/environments/roll');
    await menu.click();
    await sam.getByRole('link', { name: 'Upgrade to version 2' }).click();
    const changes = sam.getByRole('table', { name: 'Changes of the class Rolling' });
    await expect(changes.getByRole('columnheader')).toHaveText(['Field', 'v1', 'v2']);
    const level = changes.getByRole('row').filter({ hasText: 'podSecurity › level' });
    await expect(level).toContainText('removed: baseline');
    await expect(level).toContainText('added: restricted');
    await sam.getByRole('textbox', { name: 'Reason' }).fill('The internet is no longer needed.');
    await sam.getByRole('button', { name: `Ask to upgrade ${namespace} to v2` }).click();
  });
  const number = await openedRequest(sam);
  await expect(sam.getByRole('heading', { level: 1 })).toHaveText(`Upgrade ${namespace} to version 2`);

  await test.step('the admin sees what it changes in the cluster, and agrees', async () => {
    await alex.goto(`/requests/${number}`);
    const labels = alex.getByRole('table', { name: `Changes of Namespace/${namespace}` });
    await expect(labels.getByRole('row').filter({ hasText: 'enforce' }).first()).toContainText('restricted');
    await approveOnItsPage(alex, number, 'As announced.');
  });

  // Sam's page changes by itself; the cluster follows.
  await expect(sam.getByText('Approved by Alex Admin')).toBeVisible();
  await expect
    .poll(() => kubectl('get', 'namespace', namespace, '--output', 'json').then(enforced))
    .toBe('restricted');
  await expect
    .poll(async () => (await listObjects(namespace, 'networkpolicies')).map(({ metadata }) => metadata.name))
    .not.toContain('allow-internet');
  await sam.goto('/teams/upgraders/environments/roll');
  await expect(main.getByText('class rolling v2', { exact: true })).toBeVisible();
  await expect(main.getByText('Ready', { exact: true }).first()).toBeVisible();
  await menu.click();
  await expect(sam.getByRole('link', { name: /^Upgrade/ })).toHaveCount(0);
});

function enforced(json: string): string | undefined {
  const { metadata } = JSON.parse(json) as { metadata: { labels: Record<string, string> } };
  return metadata.labels['pod-security.kubernetes.io/enforce'];
}
