import { kubectl, listObjects } from './fixtures/kubectl.ts';
import { expect, test } from './fixtures/test.ts';
import { violations } from './fixtures/violations.ts';

const namespace = 'payments-dev';
const page = '/teams/payments/environments/dev';

const hard = async () => (await listObjects(namespace, 'resourcequotas')).map(({ spec }) => spec?.hard?.pods);
const setPods = (pods: string) =>
  kubectl(
    ...['patch', 'resourcequota', 'bailiwick', '--namespace', namespace],
    ...['--patch', JSON.stringify({ spec: { hard: { pods } } })],
  );

test('healing is paused, the edit stays and is asked for as a request, and the end of the pause puts it back', async ({
  as,
}) => {
  const [before] = await hard();
  const other = String(Number(before) + 1);
  const alex = await as('alex');
  await alex.goto(`${page}/activity`);
  await alex.getByRole('button', { name: 'Pause healing' }).click();
  const dialog = alex.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('The load test of today needs it.');
  await dialog.getByRole('spinbutton', { name: 'Hours' }).fill('2');
  await dialog.getByRole('button', { name: 'Pause healing' }).click();
  const note = `Healing of ${namespace} is paused; it goes on in 1 h`;
  await expect(alex.getByText(note)).toBeVisible();
  await expect(alex.getByRole('button', { name: 'Pause healing' })).toHaveCount(0);

  await setPods(other);
  const dana = await as('dana');
  await dana.goto(`${page}/activity`);
  await expect(dana.getByText(note)).toBeVisible();
  await expect(dana.getByRole('button', { name: /pause/i })).toHaveCount(0);
  const said = dana.getByRole('listitem').filter({ hasText: 'ResourceQuota bailiwick was edited' }).first();
  await expect(said).toContainText('Open while healing is paused');
  expect(await hard()).toEqual([other]);

  await alex.emulateMedia({ colorScheme: 'dark' });
  for (const person of [alex, dana]) {
    await person.setViewportSize({ width: 320, height: 640 });
    expect(await person.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    expect(await violations(person)).toEqual([]);
  }
  await said.getByRole('link', { name: 'Ask to keep this change of ResourceQuota bailiwick' }).click();
  await expect(dana).toHaveURL(`${page}/change?kind=resize&quota.pods=${other}`);
  await expect(dana.getByRole('textbox', { name: 'Pods' })).toHaveValue(other);

  await alex.setViewportSize({ width: 1280, height: 800 });
  await alex.goto('/admin/environments?state=paused');
  await expect(alex.getByRole('row').filter({ hasText: namespace })).toContainText('Healing paused');
  await alex.goto('/admin/drift?manager=kubectl-patch&change=edited&open=true&kind=ResourceQuota');
  await expect(
    alex.getByRole('listitem').filter({ hasText: 'The load test of today needs it.' }),
  ).toContainText(namespace);
  await expect(alex.getByRole('row').filter({ hasText: 'bailiwick' }).first()).toContainText(
    'Not yet, paused',
  );
  expect(await violations(alex)).toEqual([]);

  await alex.goto(page);
  await alex.getByRole('button', { name: 'End the pause' }).click();
  await alex.getByRole('dialog').getByRole('button', { name: 'End the pause' }).click();
  await expect(alex.getByText(note)).toHaveCount(0);
  await expect.poll(hard, { intervals: [50] }).toEqual([before]);
  await dana.goto(`${page}/activity`);
  await expect(said).toContainText('Put back in');
});

test('who changes the same field again and again is named as a conflict, with what to do', async ({ as }) => {
  const [before] = await hard();
  for (const pods of ['901', '902', '903']) {
    await setPods(pods);
    await expect.poll(hard, { intervals: [50] }).toEqual([before]);
  }
  const words =
    /kubectl-patch and Bailiwick disagree about spec\.hard\.pods of ResourceQuota bailiwick: \d+ times in the last hour/;
  const [alex, dana] = [await as('alex'), await as('dana')];
  await alex.goto('/admin/drift');
  await dana.goto(`${page}/activity`);
  for (const person of [alex, dana]) {
    const conflict = person.getByRole('list', { name: 'Conflicts' }).getByRole('listitem').first();
    await expect(conflict).toContainText(words);
    await expect(conflict).toContainText('Find what writes as kubectl-patch');
    await person.setViewportSize({ width: 320, height: 640 });
    expect(await person.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    expect(await violations(person)).toEqual([]);
  }
  const said = dana.getByRole('listitem').filter({ hasText: 'ResourceQuota bailiwick was edited' }).first();
  await expect(said).toContainText(/Can’t be kept as a request: Pods: At most/);
});
