import { listObjects } from './fixtures/kubectl.ts';
import { expect, test } from './fixtures/test.ts';

test('each object is shown as desired and as observed', async ({ as }) => {
  const dana = await as('dana');
  await dana.goto('/teams/payments/environments/prod/objects');
  const quota = dana.getByRole('listitem').filter({ hasText: 'ResourceQuota' });
  await expect(quota).toContainText('As desired');
  await quota.getByText('ResourceQuota', { exact: true }).click();
  for (const side of ['desired', 'observed'])
    await expect(quota.getByRole('region', { name: `ResourceQuota bailiwick, ${side}` })).toContainText(
      'kind: ResourceQuota',
    );
  const [object] = await listObjects('payments-prod', 'resourcequota');
  const { pods } = (object?.spec?.hard ?? {}) as Record<string, string>;
  await expect(quota.getByRole('region', { name: /observed/ })).toContainText(`pods: "${pods}"`);
});
