import type { Page } from '@playwright/test';
import { defaultPlatform, platformSettingsSchema } from '#lib/domain/platform.ts';
import { recordFigure } from '#tools/test/figures.ts';
import { query } from '../fixtures/database.ts';
import { theRun } from '../fixtures/run.ts';
import { expect, test } from '../fixtures/test.ts';
import { openSession } from './open-session.ts';
import { send } from './send.ts';
import { payloadCount, payloadsOf } from './xss-payloads.ts';
import { elementsOfPayloads, readableText, watchForXss } from './xss-watch.ts';
import { plantXss, type XssWorld } from './xss-world.ts';

test.describe.configure({ mode: 'serial' });

let world: XssWorld;
// What was read as text on some page.
const seen = new Set<string>();

test.beforeAll(async () => {
  world = await plantXss(`x${Date.now().toString(36)}`);
});

test.afterAll(async () => {
  const { slug } = world;
  await query(`UPDATE environment_class SET archived_at = now() WHERE slug = $1`, [slug]);
  await query(`DELETE FROM team WHERE starts_with(slug, $1 || '-')`, [slug]);
  await query(`UPDATE request SET state = 'withdrawn', closed_at = now() WHERE number = $1`, [world.pending]);
  await query(
    `UPDATE environment SET delete_after = now(), generation = generation + 1 WHERE namespace = $1 || '-dev'`,
    [slug],
  );
});

const pagesOfTeam = ({ slug, decided }: XssWorld) => [
  ...['', '/requests', '/usage', '/members?pageSize=100', '/activity?pageSize=100'].map(
    (tab) => `/teams/${slug}${tab}`,
  ),
  ...['', '/usage', '/network', '/access', '/conformance', '/activity', '/objects'].map(
    (tab) => `/teams/${slug}/environments/dev${tab}`,
  ),
  `/requests/${decided}`,
];

// There is a row for each payload, and lists show 25 rows at a time.
const allPagesOf = (list: string) => ['', '&page=2', '&page=3'].map((page) => `${list}${page}`);

const pagesOfAdmin = ({ slug, pending, classVersions }: XssWorld) => [
  ...Array.from({ length: classVersions }, (_, at) => `/admin/classes/${slug}?version=${at + 1}`),
  ...allPagesOf(`/admin/teams?q=${slug}`),
  ...[`/admin/teams/${slug}`, '/admin/classes', `/admin/classes/${slug}/version`],
  ...[
    '/admin/environments',
    '/admin/conformance',
    '/admin/network',
    '/admin/rules',
    '/admin/rules/simulation',
    `/admin/usage?q=${slug}`,
  ],
  ...allPagesOf(`/admin/drift?q=${slug}`),
  ...allPagesOf(`/admin/audit?team=${slug}`),
  ...allPagesOf(`/admin/users?q=${slug}`),
  ...[`/requests/${pending}`, '/approvals', `/requests`, '/'],
];

const pagesOfPerson = ({ slug, pending }: XssWorld) => [
  ...[`/teams/${slug}/environments/new`, `/teams/${slug}/environments/dev/change`],
  `/requests/${pending}`,
  '/requests',
  '/teams',
  '/',
  '/teams/join',
];

/** Nothing came alive; adds what can be read here to what was seen. */
async function expectOnlyText(page: Page, signs: string[]): Promise<void> {
  expect(await elementsOfPayloads(page), page.url()).toEqual([]);
  expect(signs, page.url()).toEqual([]);
  const text = await readableText(page);
  for (const payload of [...world.planted.values()].flat()) if (text.includes(payload)) seen.add(payload);
}

async function visit(page: Page, addresses: string[]): Promise<void> {
  const signs = await watchForXss(page);
  for (const address of addresses) {
    const response = await page.goto(address);
    expect(response?.status(), address).toBe(200);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectOnlyText(page, signs);
  }
  await page.keyboard.press('Control+k');
  const menu = page.getByRole('dialog', { name: 'Search' });
  await menu.getByRole('combobox').fill(world.slug);
  await expect(menu.getByRole('option').filter({ hasText: 'own-team-0~' }).first()).toBeVisible();
  await expectOnlyText(page, signs);
}

test('an admin sees what people typed as text, on every page', async ({ as }) => {
  test.setTimeout(600_000);
  await visit(await as('alex'), [...pagesOfTeam(world), ...pagesOfAdmin(world)]);
});

test('a member sees what people typed as text, his own name included', async ({ as }) => {
  test.setTimeout(600_000);
  const page = await as('stranger');
  const [name = '', value = ''] = (await openSession(world.person)).split('=');
  await page.context().addCookies([{ name, value, url: theRun().web }]);
  await visit(page, [...pagesOfTeam(world), ...pagesOfPerson(world)]);
});

test('the title of a page is the text of its name', async ({ as }) => {
  const page = await as('alex');
  await page.goto(`/teams/${world.slug}`);
  // Chromium itself makes control characters of a title to spaces.
  const plain = (text: string) => text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
  const title = plain(await page.title());
  for (const payload of world.planted.get('own-team') ?? []) expect(title).toContain(plain(payload));
});

test('a name that a page took for markup would be noticed', async ({ as }) => {
  const page = await as('alex');
  const signs = await watchForXss(page);
  await page.goto(`/teams/${world.slug}`);
  await page.getByRole('heading', { level: 1 }).evaluate((heading) => {
    heading.innerHTML = heading.textContent ?? '';
  });
  expect(await elementsOfPayloads(page)).not.toEqual([]);
  await expect.poll(() => signs.join('\n')).toMatch(/policy script-src/);
});

test('the exported audit log is a file of text, never a page', async () => {
  const cookie = await openSession('alex');
  const { headers, body } = await send({ path: `/api/audit.csv?team=${world.slug}`, headers: { cookie } });
  expect(headers['content-type']).toMatch(/^text\/csv/);
  expect(headers['content-disposition']).toMatch(/^attachment/);
  expect(headers['x-content-type-options']).toBe('nosniff');
  for (const payload of world.planted.get('audit-object') ?? [])
    expect(body).toContain(payload.replaceAll('"', '""'));
});

test('no name in the platform settings is free text', () => {
  const [text, names] = [payloadsOf('settings'), ['dnsNamespace', 'ingressNamespace', 'subjectPrefix']];
  for (const name of names)
    for (const payload of text)
      expect(platformSettingsSchema.safeParse({ ...defaultPlatform, [name]: payload }).success).toBe(false);
});

test('every payload of every field was read as text', () => {
  const missing = [...world.planted].flatMap(([field, payloads]) => {
    const unseen = payloads.filter((payload) => !seen.has(payload));
    return unseen.length === 0 ? [] : [`${field}: ${unseen.length}, first ${unseen[0]}`];
  });
  expect(missing).toEqual([]);
  expect(seen.size).toBe(world.planted.size * payloadCount);
  recordFigure('XSS payloads shown as text', seen.size);
});
