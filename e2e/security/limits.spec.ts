import { query } from '../fixtures/database.ts';
import { theRun } from '../fixtures/run.ts';
import { type SecondServer, startSecondServer } from '../fixtures/second-server.ts';
import { expect, test } from '../fixtures/test.ts';
import { builtActions } from './build-manifest.ts';
import { openSession } from './open-session.ts';
import { ownOrigin } from './post-action.ts';
import { type Answer, send } from './send.ts';

const sentence =
  /^That was too often within a minute\. Wait \d+ seconds? and try again\. Nothing was changed\.$/;
let server: SecondServer;
let proxied: SecondServer;

test.beforeAll(async () => {
  const limits = {
    BAILIWICK_WRITES_PER_MINUTE: '7',
    BAILIWICK_QUESTIONS_PER_MINUTE: '9',
    BAILIWICK_PREFLIGHTS_PER_MINUTE: '4',
    BAILIWICK_SIGN_INS_PER_MINUTE: '3',
  };
  // All replicas count together, so what other tests did in this minute would count here.
  await query('DELETE FROM rate_limit');
  server = await startSecondServer(limits);
  proxied = await startSecondServer({
    ...{ ...limits, BAILIWICK_SIGN_INS_PER_MINUTE: '2', BAILIWICK_TRUSTED_PROXIES: '1' },
  });
});
test.afterAll(async () => {
  await server.stop();
  await proxied.stop();
});

const signIn = (base: string, headers: Record<string, string> = {}) =>
  send({
    ...{ base, method: 'POST', path: '/api/sign-in', body: 'callbackUrl=/' },
    headers: { ...ownOrigin(), 'content-type': 'application/x-www-form-urlencoded', ...headers },
  });

const burst = async (times: number, one: (index: number) => Promise<Answer>) => {
  const answers = await Promise.all(Array.from({ length: times }, (_, index) => one(index)));
  return { answers, late: answers.filter(({ status }) => status === 429) };
};

function waits({ headers, body }: Answer): void {
  expect(Number(headers['retry-after'])).toBeGreaterThan(0);
  expect(Number(headers['retry-after'])).toBeLessThanOrEqual(60);
  expect((JSON.parse(body) as { message: string }).message).toMatch(sentence);
}

test('a burst of sign-ins from one address waits, and a forged X-Forwarded-For does not help', async () => {
  const { late } = await burst(40, (index) =>
    signIn(server.base, { 'x-forwarded-for': `203.0.113.${index}` }),
  );
  expect(late).toHaveLength(10);
  for (const answer of late) waits(answer);
});

test('behind a proxy the address that the proxy saw counts, and not what the client wrote before it', async () => {
  const from = (address: string) => (index: number) =>
    signIn(proxied.base, { 'x-forwarded-for': `198.51.100.${index}, ${address}` });
  const first = await burst(25, from('203.0.113.7'));
  expect(first.late).toHaveLength(5);
  const second = await burst(5, from('203.0.113.8'));
  expect(second.late).toHaveLength(0);
});

test('a burst of searches of one person waits, another person’s does not', async () => {
  const search = (cookie: string) => () =>
    send({ base: server.base, path: '/api/search?q=pay', headers: { cookie } });
  const { late, answers } = await burst(20, search(await openSession('dana')));
  expect(late).toHaveLength(11);
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(9);
  for (const answer of late) waits(answer);
  // A second session is the same person.
  expect((await search(await openSession('dana'))()).status).toBe(429);
  expect((await search(await openSession('eli'))()).status).toBe(200);
});

test('nobody keeps the cluster busy with what he has it try', async () => {
  const cookie = await openSession('eli');
  const ask = () =>
    send({
      ...{ base: server.base, method: 'POST', path: '/api/preflight' },
      headers: { ...ownOrigin(), cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ number: 999_999 }),
    });
  const { answers, late } = await burst(10, ask);
  expect(answers.filter(({ status }) => status === 404)).toHaveLength(4);
  expect(late).toHaveLength(6);
  for (const answer of late) waits(answer);
});

test('a burst of changes of one person is told so in the form', async () => {
  const cookie = await openSession('nora');
  const id =
    builtActions().find(({ name }) => name === 'lib/actions/request.ts#withdrawRequestAction')?.id ?? '';
  const change = () =>
    send({
      ...{ base: server.base, method: 'POST', path: '/requests/1' },
      headers: {
        ...ownOrigin(),
        host: new URL(theRun().web).host,
        cookie,
        'next-action': id,
        'content-type': 'text/plain;charset=UTF-8',
      },
      body: JSON.stringify([{ number: 999_999, version: 1 }]),
    });
  const { answers } = await burst(12, change);
  const done = answers.filter(({ body }) => body.includes('NOT_FOUND'));
  const told = answers.filter(({ body }) => body.includes('TOO_MANY_REQUESTS'));
  expect([done.length, told.length]).toEqual([7, 5]);
  for (const { body } of told) expect(body).toContain('That was too often within a minute. Wait ');
});
