import { listObjects } from './fixtures/kubectl.ts';
import { askForEnvironment, decide } from './fixtures/requests.ts';
import { expect, test } from './fixtures/test.ts';

const slug = 'mainjob';
const namespace = `payments-${slug}`;
const reason = 'Regression tests of the ledger before the release.';

test('a developer asks, an admin approves, the cluster has it, a viewer sees its usage', async ({ as }) => {
  const eli = await as('eli');
  const wish = { team: 'payments', className: 'Quality assurance', slug, reason };
  const number = await askForEnvironment(eli, wish);
  const header = eli.getByRole('main');
  await expect(header.getByText('Pending', { exact: true })).toBeVisible();

  const alex = await as('alex');
  await alex.goto('/approvals');
  await alex
    .getByRole('navigation', { name: 'Requests to decide' })
    .getByRole('link', { name: `#${number} ` })
    .click();
  await expect(alex.getByRole('link', { name: `Open #${number}` })).toBeVisible();
  await expect(alex.getByRole('definition').filter({ hasText: reason })).toBeVisible();
  await decide(alex, 'Approve', number, 'As agreed with the release train.');
  await expect(alex.getByRole('status').filter({ hasText: `#${number}` })).toContainText('approved');

  // Eli's page changes by itself: nothing here reloads it.
  await expect(eli.getByText('Approved by Alex Admin')).toBeVisible();
  await eli.getByRole('link', { name: namespace }).click();
  await expect(eli.getByRole('heading', { level: 1, name: `payments / ${slug}` })).toBeVisible();
  await expect(eli.getByRole('main').getByText('Ready', { exact: true }).first()).toBeVisible();

  const vera = await as('vera');
  await vera.goto(`/teams/payments/environments/${slug}`);
  await expect(vera.getByText('Pods', { exact: true }).first()).toBeVisible();
  await expect(vera.getByText(/\/ 20/).first()).toBeVisible();
  await expect(vera.locator('[data-fill="used"]').first()).toBeAttached();
});

test('the cluster holds the guards of what was approved', async () => {
  const policies = await listObjects(namespace, 'networkpolicies');
  const deny = policies.find(({ metadata }) => metadata.name === 'default-deny');
  expect(deny?.spec).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });

  await expect
    .poll(async () => (await listObjects(namespace, 'resourcequotas')).map(({ status }) => status))
    .toEqual([
      expect.objectContaining({ hard: expect.objectContaining({ pods: '20' }), used: expect.anything() }),
    ]);

  const limits = await listObjects(namespace, 'limitranges');
  expect(limits.map(({ metadata }) => metadata.name)).toEqual(['bailiwick']);

  const bindings = await listObjects(namespace, 'rolebindings');
  expect(bindings.map(({ metadata }) => metadata.name.replace(/-[0-9a-f]{8}$/, '')).sort()).toEqual([
    'bailiwick-admin',
    'bailiwick-debug',
    'bailiwick-developer',
    'bailiwick-secrets',
    'bailiwick-viewer',
  ]);
});
