import { writeFileSync } from 'node:fs';
import { kubectl, listObjects } from './fixtures/kubectl.ts';
import { expect, test } from './fixtures/test.ts';

const namespace = 'payments-dev';
const tab = '/teams/payments/environments/dev/network';

test('an admin names the monitoring: told before, rolled out, seen by the team, in the history', async ({
  as,
}) => {
  const alex = await as('alex');
  await alex.goto('/admin/network');
  const monitoring = alex.getByLabel('Namespace of the monitoring');
  await monitoring.fill('Not A Name');
  await alex.getByRole('button', { name: 'Show what changes' }).click();
  await expect(alex.getByText('Write a namespace name like ingress-nginx.').first()).toBeVisible();

  await monitoring.fill('prometheus');
  await alex.getByLabel('Reason').fill('Scrapes come from there');
  await alex.getByRole('button', { name: 'Show what changes' }).click();
  const review = alex.getByRole('region', { name: 'What changes' });
  await expect(review).toContainText('NetworkPolicy/allow-monitoring');
  await expect(review.getByText(/1 object changes, in \d+ environments at most/)).toBeVisible();
  expect(
    (await listObjects(namespace, 'networkpolicies')).map(({ metadata }) => metadata.name),
  ).not.toContain('allow-monitoring');

  await alex.getByRole('button', { name: /^Save as v\d+$/ }).click();
  await expect(alex.getByText(/^v\d+ is saved$/)).toBeVisible();
  await expect(alex.getByText('Scrapes come from there')).toBeVisible();
  await expect
    .poll(async () => (await listObjects(namespace, 'networkpolicies')).map(({ metadata }) => metadata.name))
    .toContain('allow-monitoring');
  const dana = await as('dana');
  await dana.goto(tab);
  await expect(dana.getByRole('row').filter({ hasText: 'The monitoring' })).toContainText('every port');
});

test('what a team opens itself is shown as such, live, and no drift', async ({ as }, info) => {
  const dana = await as('dana');
  await dana.goto(tab);
  await expect(dana.getByRole('status').filter({ hasText: 'live' })).toBeVisible();
  const internet = dana.getByRole('row').filter({ hasText: 'The internet' });
  await expect(internet).not.toContainText('partners');

  const file = info.outputPath('policy.json');
  const spec = {
    podSelector: { matchLabels: { app: 'ledger' } },
    policyTypes: ['Ingress'],
    ingress: [{ from: [{ ipBlock: { cidr: '192.0.2.0/24' } }], ports: [{ port: 8443 }] }],
  };
  const metadata = { name: 'partners', namespace };
  writeFileSync(
    file,
    JSON.stringify({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata, spec }),
  );
  await kubectl('apply', '--filename', file);
  await expect(internet).toContainText('By your policy partners');
  await expect(internet).toContainText('192.0.2.0/24');
  await kubectl('delete', '--filename', file);
  await expect(internet).not.toContainText('partners');
});

test('the probe is there to copy and to download', async ({ as }) => {
  const dana = await as('dana');
  await dana.goto(tab);
  const download = dana.waitForEvent('download');
  await dana.getByRole('link', { name: 'Download the Job' }).click();
  expect((await download).suggestedFilename()).toBe('network-probe-payments-dev.yaml');
  await dana.getByText('Show the Job').click();
  await expect(dana.getByText('runAsNonRoot: true')).toBeVisible();
});
