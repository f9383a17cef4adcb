import { query } from '../fixtures/database.ts';
import { signIn } from '../fixtures/sign-in.ts';
import { expect, test } from '../fixtures/test.ts';
import { countRefused } from './count-refused.ts';
import { desiredRows } from './desired-rows.ts';
import { headersOf, openSession, userIdOf } from './open-session.ts';
import { act } from './post-action.ts';
import { send } from './send.ts';

// What somebody supplies who hopes that it is taken: filters, keys of inputs, sessions.
countRefused('guesses tried and refused');

test('capsule-proxy #5: no selector, id or filter that somebody supplies widens what he sees', async () => {
  const tara = await headersOf('tara');
  const filters = [
    'team=payments',
    'team[]=payments',
    'team[in]=payments',
    'teamId=*',
    'scope=all',
    'view=all',
    'q=%25',
    'q=_',
    'q=payments',
    "q=' OR 1=1 --",
    'where={}',
    'userId=1',
    'pageSize=100000',
    'page=-1',
    'sort=payload',
    'team=payments&team=search',
  ];
  const names = (body: string) => new Set(body.match(/payments-(prod|dev|qa)|Dana Ortiz|Eli Novak/g) ?? []);
  for (const path of ['/api/search', '/requests', '/approvals', '/teams', '/', '/api/audit.csv']) {
    const without = names((await send({ path, headers: tara })).body);
    for (const filter of filters) {
      const answer = await send({ path: `${path}?${encodeURI(filter)}`, headers: tara });
      for (const name of names(answer.body)) expect(without, `${path}?${filter}`).toContain(name);
      expect(answer.status, `${path}?${filter}`).toBeLessThan(500);
    }
  }
});

test('capsule-proxy #5: a key that an input does not have is refused, and so is another type', async () => {
  const dana = await openSession('dana');
  const before = await desiredRows();
  const userId = await userIdOf('vera');
  const inputs: unknown[] = [
    { team: 'payments', userId, role: 'viewer', teamId: '00000000-0000-4000-8000-000000000000' },
    { team: 'payments', userId, role: 'viewer', __proto__x: {} },
    { team: { not: '' }, userId, role: 'viewer' },
    { team: ['payments'], userId, role: 'viewer' },
    { team: 'payments', userId: { startsWith: '' }, role: 'viewer' },
    { team: 'payments', userId, role: 'admin' },
    { team: 'payments', userId: '%', role: 'viewer' },
    [],
    'payments',
    7,
    null,
  ];
  for (const input of inputs) {
    const { body } = await act('lib/actions/team.ts#setMemberAction', '/teams/payments/members', dana, [
      input,
    ]);
    expect(body, JSON.stringify(input)).toContain('INVALID_INPUT');
  }
  expect(await desiredRows()).toEqual(before);
});

test('session fixation: a session cookie that was there before the sign-in is worth nothing after it', async ({
  browser,
}) => {
  const context = await browser.newContext();
  try {
    const planted = 'planted-by-somebody-else';
    const page = await context.newPage();
    await page.goto('/sign-in');
    await context.addCookies([{ name: 'bailiwick-session', value: planted, url: page.url() }]);
    await signIn(page, 'nora');
    const cookie = (await context.cookies()).find(({ name }) => name === 'bailiwick-session');
    expect(cookie?.value).toBeDefined();
    expect(cookie?.value).not.toBe(planted);
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
    expect((await send({ path: '/', headers: { cookie: `bailiwick-session=${planted}` } })).status).toBe(307);
  } finally {
    await context.close();
  }
});

test('a session of another person can’t be had by guessing: ids, hashes and SQL open nothing', async () => {
  const [row] = await query<{ id: string; token_hash: string }>('SELECT id, token_hash FROM session LIMIT 1');
  const guesses = [
    row?.id,
    row?.token_hash,
    '',
    ' ',
    '%',
    '*',
    "' OR ''='",
    '0',
    'null',
    'undefined',
    '\u00e9'.repeat(10),
    'x'.repeat(3000),
  ];
  for (const guess of guesses) {
    const answer = await send({
      path: '/',
      headers: { cookie: `bailiwick-session=${encodeURIComponent(guess ?? '')}` },
    });
    expect(answer.status, guess).toBe(307);
  }
});
