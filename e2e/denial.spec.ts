import { writeFileSync } from 'node:fs';
import { kubectl, listObjects } from './fixtures/kubectl.ts';
import { approveOnItsPage, askForEnvironment, openedRequest } from './fixtures/requests.ts';
import { createTeam } from './fixtures/teams.ts';
import { expect, test } from './fixtures/test.ts';
import { violations } from './fixtures/violations.ts';

const namespace = 'refused-demo';
const address = '/teams/refused/environments/demo';
const wish = {
  team: 'refused',
  className: 'Quality assurance',
  slug: 'demo',
  reason: 'To see what is refused.',
};

/** A Deployment of one pod that asks for so much CPU. */
async function deploy(name: string, cpu: string, securityContext: object, folder: string): Promise<void> {
  const labels = { app: name };
  const resources = { requests: { cpu, memory: '16Mi' }, limits: { cpu, memory: '16Mi' } };
  const containers = [{ name: 'app', image: 'docker.io/library/busybox:1', securityContext, resources }];
  const template = { metadata: { labels }, spec: { automountServiceAccountToken: false, containers } };
  // There is no room for an old and a new pod side by side.
  const strategy = { type: 'Recreate' };
  const spec = { replicas: 1, strategy, selector: { matchLabels: labels }, template };
  const manifest = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace }, spec };
  const file = `${folder}/${name}.json`;
  writeFileSync(file, JSON.stringify(manifest));
  await kubectl('apply', '-f', file);
}

test('a full quota refuses a pod, the page says what is missing, the request is filled in, and the pod gets in', async ({
  as,
}, info) => {
  const folder = info.outputPath();
  const secure = {
    ...{ allowPrivilegeEscalation: false, runAsNonRoot: true },
    ...{ capabilities: { drop: ['ALL'] }, seccompProfile: { type: 'RuntimeDefault' } },
  };
  const [alex, sam] = [await as('alex'), await as('sam')];
  await createTeam(alex, 'refused', /Sam Okafor/);
  await approveOnItsPage(alex, await askForEnvironment(sam, wish), 'Go on.');
  await sam.goto(address);
  await expect(sam.getByRole('main').getByText('Ready', { exact: true }).first()).toBeVisible();

  await deploy('full', '1500m', secure, folder);
  await expect.poll(async () => (await listObjects(namespace, 'pods')).length).toBe(1);
  await deploy('api', '750m', secure, folder);
  await deploy('open', '10m', { ...secure, runAsNonRoot: false }, folder);

  // Nothing here reloads the page.
  const said = sam.getByRole('listitem').filter({ hasText: 'A pod of Deployment api was refused' });
  await expect(said).toContainText(
    'CPU requests: it needs 0.75 CPU, 1.5 CPU of 2 CPU are in use, so 0.25 CPU more would do.',
  );
  const insecure = sam.getByRole('listitem').filter({ hasText: 'A pod of Deployment open was refused' });
  await expect(insecure).toContainText('runAsNonRoot != true');
  await insecure.getByText('What to write, and what the cluster said').click();
  await expect(insecure.locator('pre')).toContainText('runAsNonRoot: true');
  await sam.emulateMedia({ colorScheme: 'dark' });
  await sam.setViewportSize({ width: 320, height: 640 });
  expect(await sam.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  expect(await violations(sam)).toEqual([]);
  await sam.setViewportSize({ width: 1280, height: 800 });

  await said.getByRole('link', { name: 'Ask for +0.25 CPU' }).click();
  await expect(sam.getByRole('textbox', { name: 'CPU requests' })).toHaveValue('2250m');
  await sam.getByRole('textbox', { name: 'Reason' }).fill('The service api does not fit.');
  await sam.getByRole('button', { name: `Ask to resize ${namespace}` }).click();
  await approveOnItsPage(alex, await openedRequest(sam), 'It is little.');

  // A new ReplicaSet tries at once; the old one may pause for minutes by now.
  await expect
    .poll(async () => (await listObjects(namespace, 'resourcequotas'))[0]?.status?.hard)
    .toMatchObject({ 'requests.cpu': '2250m' });
  await kubectl('rollout', 'restart', 'deployment/api', '--namespace', namespace);
  await expect
    .poll(
      async () => (await listObjects(namespace, 'pods')).map(({ metadata }) => metadata.labels?.app).sort(),
      {
        timeout: 90_000,
      },
    )
    .toEqual(['api', 'full']);
  await sam.goto(address);
  await expect(insecure).toBeVisible();
  await expect(said).toHaveCount(0, { timeout: 90_000 });
});
