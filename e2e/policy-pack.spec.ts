import { kubectl } from './fixtures/kubectl.ts';
import { expect, test } from './fixtures/test.ts';

test('a policy that is taken out of the cluster is told to admins on every page, with the command', async ({
  as,
}) => {
  // The provisioner looks every 15 s; the page is loaded again until it has.
  const [admin, owner] = [await as('alex'), await as('dana')];
  await kubectl('delete', 'validatingadmissionpolicybinding', 'bailiwick-endpoints-audit');
  const banner = 'The admission policies are not up to date';
  try {
    await expect(async () => {
      await admin.goto('/');
      await expect(admin.getByText(banner)).toBeVisible({ timeout: 1_000 });
    }).toPass({ timeout: 90_000 });
    await owner.goto('/');
    await expect(owner.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(owner.getByText(banner)).toHaveCount(0);
    await admin.getByRole('link', { name: 'See the command' }).click();
    await expect(admin.getByText('npm run cluster:install -- --yes')).toBeVisible();
    await admin.getByText('What differs (1)').click();
    await expect(admin.getByText('bailiwick-endpoints-audit is missing')).toBeVisible();
  } finally {
    const apply = ['apply', '--server-side', '--force-conflicts', '--field-manager=bailiwick-bootstrap'];
    await kubectl(...apply, '-f', 'deploy/policies/endpoints.yaml');
  }
  await expect(async () => {
    await admin.goto('/admin/cluster');
    await expect(admin.getByText(banner)).toHaveCount(0, { timeout: 1_000 });
  }).toPass({ timeout: 90_000 });
});
