import { kubectl, listObjects } from './fixtures/kubectl.ts';
import { expect, test } from './fixtures/test.ts';
import { violations } from './fixtures/violations.ts';

const namespace = 'payments-dev';

test('a NetworkPolicy that is deleted by hand comes back, and the page says so', async ({ as }) => {
  const find = async () =>
    (await listObjects(namespace, 'networkpolicies')).find(
      ({ metadata }) => metadata.name === 'allow-same-namespace',
    );
  const before = await find();
  const dana = await as('dana');
  await dana.goto('/teams/payments/environments/dev/activity');
  const said = dana
    .getByRole('listitem')
    .filter({ hasText: 'NetworkPolicy allow-same-namespace was deleted' });
  await expect(said).toHaveCount(0);

  await expect(dana.getByRole('status').filter({ hasText: 'live' })).toBeVisible();
  await kubectl('delete', 'networkpolicy', 'allow-same-namespace', '--namespace', namespace);
  await expect
    .poll(async () => (await find())?.metadata.uid ?? before?.metadata.uid, { intervals: [50] })
    .not.toBe(before?.metadata.uid);
  await expect(said).toContainText('Put back in');

  const alex = await as('alex');
  await alex.goto('/admin/drift');
  await expect(alex.getByRole('row').filter({ hasText: 'allow-same-namespace' }).first()).toContainText(
    namespace,
  );
});

test('an edited quota is put back, and both lists say what was different and who did it', async ({ as }) => {
  const hard = async () =>
    (await listObjects(namespace, 'resourcequotas')).map(({ spec }) => spec?.hard?.pods);
  const [before] = await hard();
  const patch = JSON.stringify({ spec: { hard: { pods: '999' } } });
  await kubectl('patch', 'resourcequota', 'bailiwick', '--namespace', namespace, '--patch', patch);
  await expect.poll(hard, { intervals: [50] }).toEqual([before]);

  const dana = await as('dana');
  await dana.goto('/teams/payments/environments/dev/activity');
  const said = dana
    .getByRole('listitem')
    .filter({ hasText: 'ResourceQuota bailiwick was edited' })
    .filter({ hasText: 'added: 999' });
  await expect(said).toContainText('by kubectl-patch');
  await said.getByText('What was different').click();
  const fields = said.getByRole('table', { name: 'Fields of ResourceQuota bailiwick' });
  const pods = fields.getByRole('row').filter({ hasText: 'spec.hard.pods' });
  await expect(pods).toContainText(`removed: ${before}`);
  await expect(pods).toContainText('added: 999');

  const alex = await as('alex');
  await alex.goto('/admin/drift?q=bailiwick');
  const row = alex.getByRole('row').filter({ hasText: 'ResourceQuota' }).first();
  await expect(row).toContainText('kubectl-patch');
  await row.getByRole('button', { name: 'Show one field of ResourceQuota bailiwick' }).click();
  const dialog = alex.getByRole('dialog', { name: 'ResourceQuota bailiwick' });
  await expect(dialog.getByRole('row').filter({ hasText: 'spec.hard.pods' })).toContainText('999');
  await alex.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  for (const page of [alex, dana]) expect(await violations(page)).toEqual([]);
});
