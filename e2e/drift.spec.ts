import { kubectl, listObjects } from './fixtures/kubectl.ts';
import { expect, test } from './fixtures/test.ts';

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
