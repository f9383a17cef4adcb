import { writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { kubectl, listObjects } from './fixtures/kubectl.ts';
import { approveOnItsPage, askForEnvironment, openedRequest } from './fixtures/requests.ts';
import { createTeam } from './fixtures/teams.ts';
import { expect, test } from './fixtures/test.ts';
import { violations } from './fixtures/violations.ts';

const namespace = 'preflight-demo';
const wish = {
  team: 'preflight',
  className: 'Quality assurance',
  slug: 'demo',
  reason: 'To shrink it later.',
};
const checked = (page: Page) => page.getByRole('region', { name: 'Tried in the cluster' });

async function runPods(folder: string, ...names: string[]): Promise<void> {
  const securityContext = {
    ...{ allowPrivilegeEscalation: false, runAsNonRoot: true },
    ...{ capabilities: { drop: ['ALL'] }, seccompProfile: { type: 'RuntimeDefault' } },
  };
  const resources = { requests: { cpu: '400m', memory: '16Mi' }, limits: { cpu: '400m', memory: '16Mi' } };
  const containers = [{ name: 'app', image: 'docker.io/library/busybox:1', securityContext, resources }];
  const spec = { automountServiceAccountToken: false, containers };
  const pods = names.map((name) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace }, spec }));
  const file = `${folder}/pods.json`;
  writeFileSync(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items: pods }));
  await kubectl('apply', '-f', file);
}

test('before anything is sent or decided, the cluster says what would happen', async ({ as }, info) => {
  const [alex, sam] = [await as('alex'), await as('sam')];
  await createTeam(alex, 'preflight', /Sam Okafor/);

  const number = await test.step('whoever asks for an environment sees that the name is free', async () => {
    await sam.goto('/teams/preflight/environments/new');
    await sam.getByRole('radio', { name: wish.className }).check();
    await sam.getByRole('textbox', { name: 'Name', exact: true }).fill(wish.slug);
    await expect(checked(sam)).toContainText(/Nothing stands in the way: \d+ objects are made\./);
    await expect(checked(sam)).toContainText('What goes into it was only put together');
    return askForEnvironment(sam, wish);
  });

  await test.step('the approver sees the objects, and the budget', async () => {
    await alex.goto(`/approvals?request=${number}`);
    await expect(checked(alex)).toContainText(/Nothing stands in the way: \d+ objects are made\./);
    await checked(alex)
      .getByText(/\d+ objects, tried/)
      .click();
    const namespaceLine = checked(alex)
      .getByRole('listitem')
      .filter({ hasText: `Namespace ${namespace}` });
    await expect(namespaceLine).toContainText('would be made');
    await expect(alex.getByRole('heading', { name: 'Budget of the team' })).toBeVisible();
    expect(await violations(alex)).toEqual([]);
    await approveOnItsPage(alex, number, 'Go on.');
  });

  await sam.goto(`/teams/preflight/environments/${wish.slug}`);
  await expect(sam.getByRole('main').getByText('Ready', { exact: true }).first()).toBeVisible();
  await runPods(info.outputPath(), 'web-1', 'web-2');
  await expect
    .poll(async () => (await listObjects(namespace, 'resourcequotas'))[0]?.status?.used)
    .toMatchObject({ pods: '2' });

  await test.step('the developer sees which pods a shrink has in its way, before it is sent', async () => {
    await sam.goto(`/teams/preflight/environments/${wish.slug}/change?kind=resize&quota.requests.cpu=500m`);
    await expect(checked(sam)).toContainText('2 pods stand in the way.');
    await expect(checked(sam)).toContainText('pod web-1 (0.4 CPU), pod web-2 (0.4 CPU)');
    await sam.route('/api/preflight?*', (route) => route.fulfill({ json: { state: 'unanswered' } }));
    await sam.reload();
    await expect(checked(sam)).toContainText(
      'No provisioner has answered in time. You can send all the same.',
    );
    await sam.unroute('/api/preflight?*');
    await checked(sam).getByRole('button', { name: 'Check again' }).click();
    await expect(checked(sam)).toContainText('2 pods stand in the way.');
    await sam.emulateMedia({ colorScheme: 'dark' });
    await sam.setViewportSize({ width: 320, height: 640 });
    expect(await sam.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    expect(await violations(sam)).toEqual([]);
    await sam.setViewportSize({ width: 1280, height: 800 });
    await sam.getByRole('textbox', { name: 'Reason' }).fill('It is too large.');
    await sam.getByRole('button', { name: `Ask to resize ${namespace}` }).click();
  });
  const shrink = await openedRequest(sam);

  await test.step('so does the approver, with what would change field by field', async () => {
    await alex.goto(`/requests/${shrink}`);
    await expect(checked(alex)).toContainText('2 pods stand in the way.');
    await checked(alex)
      .getByText(/\d+ objects, tried/)
      .click();
    const changes = checked(alex).getByRole('table', {
      name: 'What would change in ResourceQuota bailiwick',
    });
    await expect(changes.getByRole('row').filter({ hasText: 'spec.hard.requests.cpu' })).toContainText(
      '500m',
    );
    expect(await violations(alex)).toEqual([]);
  });
  const hard = (await listObjects(namespace, 'resourcequotas'))[0]?.spec?.hard;
  expect(hard).toMatchObject({ 'requests.cpu': '2' });
});
