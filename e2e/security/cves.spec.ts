import { randomUUID } from 'node:crypto';
import { metricsToken } from '#tools/test/e2e-stack.ts';
import { query } from '../fixtures/database.ts';
import { listObjects } from '../fixtures/kubectl.ts';
import { startSecondServer } from '../fixtures/second-server.ts';
import { signIn } from '../fixtures/sign-in.ts';
import { expect, test } from '../fixtures/test.ts';
import { countRefused } from './count-refused.ts';
import { desiredRows } from './desired-rows.ts';
import { headersOf, openSession, userIdOf } from './open-session.ts';
import { act } from './post-action.ts';
import { send } from './send.ts';

// Attacks that succeeded on products of this class, by the number under which they became known.
countRefused('known web attacks tried and refused');

const team = '/teams/payments';
const subjectOf = async (id: string) => {
  const [row] = await query<{ subject: string }>('SELECT subject FROM "user" WHERE id = $1', [id]);
  return row?.subject ?? '';
};
/** Names of all subjects bound in that namespace. */
const boundIn = async (namespace: string) => JSON.stringify(await listObjects(namespace, 'rolebindings'));
const setMember = 'lib/actions/team.ts#setMemberAction';
const removeMember = 'lib/actions/team.ts#removeMemberAction';
const createTeam = 'lib/actions/team.ts#createTeamAction';

test('CVE-2025-29927: a request that calls itself a subrequest of the middleware is an ordinary one', async () => {
  for (const layer of ['middleware', 'src/middleware', 'proxy', 'src/proxy', 'pages/_middleware']) {
    const marked = Array<string>(5).fill(layer).join(':');
    const answer = await send({ path: team, headers: { 'x-middleware-subrequest': marked } });
    expect(answer.status, layer).toBe(307);
    expect(answer.headers.location).toBe('/sign-in?callbackUrl=%2Fteams%2Fpayments');
    expect(answer.headers['content-security-policy']).toContain('nonce-');
  }
});

test('CVE-2022-23652: a Connection header takes nothing away from a request', async () => {
  const tara = await headersOf('tara');
  const named = 'close, cookie, origin, sec-fetch-site, x-request-id, x-bailiwick-peer';
  expect((await send({ path: team, headers: { ...tara, connection: named } })).status).toBe(404);
  expect((await send({ path: team, headers: { connection: named } })).status).toBe(307);
});

test('CVE-2023-48312: an empty bearer token opens the metrics to nobody, also when none is configured', async () => {
  const bearers = [
    'Bearer ',
    'Bearer',
    'Bearer  ',
    'bearer ',
    'Bearer undefined',
    'Bearer null',
    'Basic Og==',
  ];
  const unset = await startSecondServer({});
  const empty = await startSecondServer({ BAILIWICK_METRICS_TOKEN: '' });
  try {
    for (const base of [undefined, unset.base, empty.base]) {
      for (const authorization of bearers) {
        const answer = await send({
          path: '/api/metrics',
          headers: { authorization },
          ...(base ? { base } : {}),
        });
        expect(answer.status, `${base} ${authorization}`).toBe(404);
        expect(answer.body).not.toContain('bailiwick_web_');
      }
    }
  } finally {
    await unset.stop();
    await empty.stop();
  }
  const authorization = `Bearer ${metricsToken}`;
  const known = await send({ path: '/api/metrics', headers: { authorization } });
  expect(known.body).toContain('bailiwick_requests_pending');
  expect(known.body).toContain('route="/api/metrics",method="GET",code="4xx"');
});

test('CVE-2023-22650: whoever is disabled is out at once, with every session that he had', async () => {
  const [alex, first, second] = [
    await openSession('alex'),
    await openSession('nora'),
    await openSession('nora'),
  ];
  const userId = await userIdOf('nora');
  const disable = (disabled: boolean) =>
    act('lib/actions/user.ts#setUserDisabledAction', '/admin/users', alex, [{ userId, disabled }]);
  expect((await send({ path: '/teams', headers: { cookie: first } })).status).toBe(200);
  expect((await disable(true)).body).toContain('"ok":true');
  try {
    for (const cookie of [first, second]) {
      expect((await send({ path: '/teams', headers: { cookie } })).status).toBe(307);
      expect((await send({ path: '/api/search?q=a', headers: { cookie } })).status).toBe(401);
      expect((await send({ path: '/api/events', headers: { cookie } })).status).toBe(401);
    }
  } finally {
    expect((await disable(false)).body).toContain('"ok":true');
  }
  // The old sessions stay ended when the person is let in again.
  expect((await send({ path: '/teams', headers: { cookie: first } })).status).toBe(307);
});

test('CVE-2021-36775, CVE-2023-32199: a removed member loses the portal’s pages and the cluster’s bindings', async () => {
  const [dana, nora] = [await openSession('dana'), await openSession('nora')];
  const userId = await userIdOf('nora');
  const subject = await subjectOf(userId);
  const page = '/teams/payments/members';
  expect((await send({ path: team, headers: { cookie: nora } })).status).toBe(404);
  const added = await act(setMember, page, dana, [{ team: 'payments', userId, role: 'developer' }]);
  expect(added.body).toContain('"ok":true');
  expect((await send({ path: team, headers: { cookie: nora } })).status).toBe(200);
  await expect.poll(() => boundIn('payments-prod'), { timeout: 90_000 }).toContain(subject);
  const removed = await act(removeMember, page, dana, [{ team: 'payments', userId }]);
  expect(removed.body).toContain('"ok":true');
  expect((await send({ path: team, headers: { cookie: nora } })).status).toBe(404);
  expect((await send({ path: '/api/search?q=payments', headers: { cookie: nora } })).body).toBe('[]');
  await expect.poll(() => boundIn('payments-prod'), { timeout: 90_000 }).not.toContain(subject);
});

test('CVE-2023-46254: the same subject at another identity provider is another person', async () => {
  const id = randomUUID();
  const subject = await subjectOf(await userIdOf('dana'));
  await query(
    `INSERT INTO "user" (id, issuer, subject, name, email) VALUES ($1, 'https://other.example', $2, 'Dana Ortiz', 'twin@other.example')`,
    [id, subject],
  );
  try {
    const cookie = await openSession(id);
    for (const path of [team, '/teams/payments/members', '/teams/payments/environments/prod'])
      expect((await send({ path, headers: { cookie } })).status, path).toBe(404);
    expect((await send({ path: '/api/search?q=payments', headers: { cookie } })).body).toBe('[]');
  } finally {
    await query('DELETE FROM session WHERE user_id = $1', [id]);
    await query('DELETE FROM "user" WHERE id = $1', [id]);
  }
});

test('CVE-2024-22031: a team of the same display name shares nothing with the first', async () => {
  const alex = await openSession('alex');
  const make = (slug: string, name: string) =>
    act(createTeam, '/admin/teams/new', alex, [
      { slug, name, costCentre: null, budget: {}, ownerId: undefined },
    ]);
  expect((await make('payments', 'Another name')).body).toContain('CONFLICT');
  expect((await make('twin', 'Payments')).body).toContain('"ok":true');
  const page = await send({ path: '/teams/twin', headers: { cookie: alex } });
  expect(page.status).toBe(200);
  expect(page.body).not.toMatch(/payments-(prod|dev)/);
  const sam = await headersOf('sam');
  for (const path of ['/teams/payments', '/teams/twin'])
    expect((await send({ path, headers: sam })).status).toBe(404);
});

test('CVE-2018-20321: no team and no environment gets a namespace of the portal or of the cluster', async () => {
  const alex = await openSession('alex');
  const before = await desiredRows();
  const names = [
    'bailiwick',
    'bailiwick-system',
    'kube',
    'kube-system',
    'kube-public',
    'default',
    'system',
    'openshift',
    'openshift-infra',
    'x-system',
  ];
  for (const slug of names) {
    const args = [{ slug, name: 'Mine', costCentre: null, budget: {} }];
    expect((await act(createTeam, '/admin/teams/new', alex, args)).body, slug).toContain('INVALID_INPUT');
  }
  expect(await desiredRows()).toEqual(before);
});

test('CVE-2019-11202: an admin whose role was taken does not get it back by signing in', async ({
  browser,
}) => {
  const userId = await userIdOf('audra');
  const role = async () =>
    (await query<{ site_role: string | null }>('SELECT site_role FROM "user" WHERE id = $1', [userId]))[0]
      ?.site_role;
  const had = await role();
  await query(
    'INSERT INTO admin_bootstrap (issuer, subject) SELECT issuer, subject FROM "user" WHERE id = $1 ON CONFLICT DO NOTHING',
    [userId],
  );
  await query('UPDATE "user" SET site_role = NULL WHERE id = $1', [userId]);
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await signIn(page, 'audra');
    expect(await role()).toBeNull();
    expect((await page.goto('/admin/audit'))?.status()).toBe(404);
  } finally {
    await context.close();
    await query('UPDATE "user" SET site_role = $2 WHERE id = $1', [userId, had]);
  }
});
