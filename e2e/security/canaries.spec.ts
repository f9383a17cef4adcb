import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { roleUrls } from '#tools/database/roles.ts';
import { metricsToken } from '#tools/test/e2e-stack.ts';
import { query } from '../fixtures/database.ts';
import { fillIn } from '../fixtures/pages.ts';
import { theRun } from '../fixtures/run.ts';
import { expect, test } from '../fixtures/test.ts';
import { routes } from './access-table.ts';
import { form } from './action-body.ts';
import { headersOf, openSession } from './open-session.ts';
import { act, ownOrigin } from './post-action.ts';
import { send } from './send.ts';

const home = () => dirname(process.env.BAILIWICK_RUN ?? '');

/** Secrets that the stack really uses. */
function realSecrets(): string[] {
  const { client, nextAuth } = JSON.parse(readFileSync(join(home(), 'secrets.json'), 'utf8')) as Record<
    string,
    string
  >;
  const { databaseUrl } = theRun();
  const urls = [databaseUrl, ...Object.values(roleUrls(databaseUrl))];
  return [client, nextAuth, ...urls.map((url) => new URL(url).password)].filter(
    (each): each is string => !!each,
  );
}

const askForTeam = 'app/(portal)/teams/new/actions.ts#askForTeam';

const logs = () =>
  readdirSync(join(home(), 'logs')).map((name): [string, string] => [
    name,
    readFileSync(join(home(), 'logs', name), 'utf8'),
  ]);

test('CVE-2023-22649, CVE-2024-58269: no secret gets into a log, an audit row, a page or the metrics', async () => {
  const canary = (what: string) => `canary-${what}-7f3a91`;
  const cookie = await openSession('dana');
  const token = cookie.split('=')[1] ?? '';
  const planted = ['bearer', 'cookie', 'query', 'callback', 'report', 'body', 'nul', 'password'].map(canary);
  const quiet = {
    authorization: `Bearer ${canary('bearer')}`,
    cookie: `${cookie}; other=${canary('cookie')}`,
  };
  await send({ path: `/requests?token=${canary('query')}`, headers: quiet });
  await send({ path: `/api/audit.csv?actor=${canary('query')}`, headers: quiet });
  await send({ path: `/api/metrics`, headers: { authorization: `Bearer ${canary('bearer')}` } });
  await send({ path: '/', headers: { cookie: `bailiwick-session=${canary('cookie')}` } });
  await send({ path: `/api/auth/callback/oidc?code=${canary('callback')}&state=${canary('callback')}` });
  await send({
    ...{ method: 'POST', path: '/api/csp-report' },
    body: JSON.stringify({
      'csp-report': { 'document-uri': `http://x/?t=${canary('report')}`, 'script-sample': canary('report') },
    }),
  });
  await send({
    ...{ method: 'POST', path: '/api/sign-in', headers: { ...ownOrigin(), 'content-type': 'text/plain' } },
    body: `password=${canary('password')}`,
  });
  // Inputs that break something: what was typed must not follow the failure into the log.
  const page = '/teams/payments/environments/new';
  await act(askForTeam, '/teams/new', cookie, [null, canary('body')]);
  const comment = 'lib/actions/request.ts#commentRequestAction';
  const number = Number((await fillIn('/requests/[number]')).split('/').at(-1));
  await act(comment, '/requests', cookie, [{ number, body: `\u0000${canary('nul')}` }]);
  await act('lib/actions/draft.ts#saveDraftAction', page, cookie, [
    { form: canary('nul'), values: { x: `\u0000${canary('nul')}` } },
  ]);

  const secrets = [...planted, ...realSecrets(), token];
  expect(secrets.length).toBeGreaterThan(12);
  for (const [name, text] of logs()) for (const secret of secrets) expect(text, name).not.toContain(secret);
  const rows = JSON.stringify(await query('SELECT * FROM audit_event'));
  for (const secret of secrets) expect(rows).not.toContain(secret);
  const authorization = `Bearer ${metricsToken}`;
  const metrics = await send({ path: '/api/metrics', headers: { authorization } });
  for (const secret of secrets) expect(metrics.body).not.toContain(secret);
  for (const [folder, { address, by }] of Object.entries(routes)) {
    if (folder === '/api/events') continue;
    const { body } = await send({ path: await fillIn(address), headers: await headersOf(by) });
    for (const secret of secrets) expect(body, folder).not.toContain(secret);
  }
});

test('CVE-2025-55190: what the server sends to the browser for a page carries no column that no page shows', async () => {
  const hidden = await query<{ value: string }>(
    `SELECT token_hash AS value FROM session
     UNION SELECT lease_owner FROM environment_status WHERE lease_owner IS NOT NULL
     UNION SELECT replica FROM provisioner_heartbeat UNION SELECT namespace_uid FROM environment_status WHERE namespace_uid IS NOT NULL`,
  );
  const sessions = await query<{ value: string; email: string }>(
    `SELECT s.id::text AS value, coalesce(u.email, '') AS email FROM session s JOIN "user" u ON u.id = s.user_id`,
  );
  expect(sessions.length).toBeGreaterThan(1);
  const columns = /token_hash|tokenHash|"fence"|leaseOwner|lease_owner|siteRole":"admin"|"issuer"|disabledAt/;
  for (const [folder, { address, by, of }] of Object.entries(routes)) {
    if (of !== 'team' && of !== 'own') continue;
    if (folder.startsWith('/api/') || by === 'alex') continue;
    const path = await fillIn(address);
    const headers = { ...(await headersOf(by)), rsc: '1' };
    const marked = await send({ path, headers });
    const { body } =
      marked.status === 307 ? await send({ path: String(marked.headers.location), headers }) : marked;
    expect(body.length, folder).toBeGreaterThan(500);
    expect(body, folder).not.toMatch(columns);
    for (const { value } of hidden) expect(body, folder).not.toContain(value);
    // The page of one's own sessions names them, to end them; nobody else's, and no other page.
    const isOwn = (email: string) => folder === '/sessions' && email.startsWith(`${by}@`);
    const told = sessions.filter(({ value, email }) => !isOwn(email) && body.includes(value));
    expect(told, folder).toEqual([]);
  }
});

test('CSV injection: no cell of the exported audit log begins a formula, whatever people typed', async () => {
  const formulas = [
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '|cmd',
    '%0A=1',
    '=HYPERLINK("https://evil.example","x")',
    '＝1+1',
    ' =1',
  ];
  const [alex, nora] = [await openSession('alex'), await openSession('nora')];
  const rename = (name: string) =>
    query('UPDATE "user" SET name = $1 WHERE email = \'nora@bailiwick.local\'', [name]);
  try {
    for (const [index, name] of formulas.entries()) {
      await rename(name);
      const wish = { slug: `formula${index}`, name, reason: name };
      const answer = await act(askForTeam, '/teams/new', nora, [null, form(wish)]);
      expect(`${answer.headers['x-action-redirect']} ${answer.body}`, name).toMatch(/^\/requests\/\d+/);
    }
  } finally {
    await rename('Nora Weiss');
  }
  const { body } = await send({ path: '/api/audit.csv', headers: { cookie: alex } });
  const cells = cellsOf(body);
  expect(cells.length).toBeGreaterThan(formulas.length * 10);
  expect(cells.filter((cell) => /^[\s\p{Cc}]*[=+\-@|%＝＋－＠]/u.test(cell))).toEqual([]);
  expect(cells).toContain("'=1+1");
});

/** The cells of an RFC 4180 file, unquoted. */
function cellsOf(csv: string): string[] {
  return [...csv.matchAll(/(?:^|,|\r\n)(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );
}
