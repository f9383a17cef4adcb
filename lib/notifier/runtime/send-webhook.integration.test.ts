import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { parseAllowed } from '#lib/domain/alert/reachable.ts';
import { makeCertificate } from '#tools/test/make-certificate.ts';
import { startReceiver, type TestReceiver } from './receiver.test-fixture.ts';
import { resolveHost, sendWebhook, type WebhookRules } from './send-webhook.ts';

const certificate = makeCertificate('hooks.test', new Date(Date.now() + 86_400_000));
let plain: TestReceiver;
let secure: TestReceiver;
beforeAll(async () => {
  [plain, secure] = await Promise.all([startReceiver(), startReceiver(certificate)]);
});
afterAll(() => Promise.all([plain.stop(), secure.stop()]));
beforeEach(() => {
  plain.answer((response) => response.end());
  plain.calls.length = 0;
  secure.calls.length = 0;
});

const loopback = parseAllowed(['127.0.0.1']);
const never = async (): Promise<string[]> => expect.fail('No name is to be looked up.');
const rules: WebhookRules = { allowed: loopback, resolve: never, deadlineMs: 20_000, ca: certificate.cert };

async function outcome(url: string, change: Partial<WebhookRules> = {}, attempt = 0): Promise<string> {
  const call = { url, headers: { 'x-own': 'yes' }, body: '{"ä":1}', attempt };
  return sendWebhook(call, { ...rules, ...change }).then(
    () => 'delivered',
    (error: unknown) => (error instanceof Error ? error.message : 'no error'),
  );
}

test('an allowed receiver gets body and headers as they are', async () => {
  expect(await outcome(`http://127.0.0.1:${plain.port}/hook?team=1`)).toBe('delivered');
  expect(plain.calls).toMatchObject([
    { path: '/hook?team=1', body: '{"ä":1}', headers: { 'x-own': 'yes', host: `127.0.0.1:${plain.port}` } },
  ]);
});

test('the name stands in the request and in the handshake, the checked address in the connection', async () => {
  const resolve = async () => ['127.0.0.1'];
  expect(await outcome(`https://hooks.test:${secure.port}/`, { resolve })).toBe('delivered');
  expect(secure.calls[0]?.headers.host).toBe(`hooks.test:${secure.port}`);
  // Somebody else's certificate.
  expect(await outcome(`https://other.test:${secure.port}/`, { resolve })).toMatch(
    /ERR_TLS_CERT_ALTNAME_INVALID/,
  );
  expect(await outcome(`https://hooks.test:${secure.port}/`, { resolve, ca: '' })).toMatch(
    /could not be called/,
  );
  expect(secure.calls).toHaveLength(1);
});

test('a name whose address changes between check and connection leads to the checked one', async () => {
  let asked = 0;
  const rebinding = async () => {
    asked += 1;
    return asked === 1 ? ['93.184.215.14'] : ['127.0.0.1'];
  };
  // The first answer is public and checked; nothing answers there within the deadline, and the second is never asked for.
  const url = `https://rebind.test:${secure.port}/`;
  expect(await outcome(url, { resolve: rebinding, allowed: [], deadlineMs: 1_500 })).not.toBe('delivered');
  expect(asked).toBe(1);
  expect(secure.calls).toEqual([]);
  // The next attempt is checked again.
  expect(await outcome(url, { resolve: rebinding, allowed: [] })).toMatch(
    /can’t be reached.*the machine itself/,
  );
});

test.each<[string, string[], RegExp]>([
  ['a private address', ['10.0.0.5'], /private network/],
  ['a private one among public ones', ['8.8.8.8', '192.168.0.9'], /private network/],
  ['a metadata service', ['169.254.169.254'], /link-local/],
  ['a wrapped loopback', ['::ffff:127.0.0.1'], /the machine itself/],
  ['no address', [], /leads to no address/],
  ['nonsense', ['localhost'], /not an address/],
])('a name that leads to %s is refused', async (_title, addresses, words) => {
  const url = `https://hooks.test:${secure.port}/`;
  expect(await outcome(url, { allowed: [], resolve: async () => addresses })).toMatch(words);
  expect(secure.calls).toEqual([]);
});

test('localhost is the machine itself, as the system resolves it', async () => {
  expect(await outcome(`https://localhost:${secure.port}/`, { allowed: [], resolve: resolveHost })).toMatch(
    /can’t be reached/,
  );
});

test('plain http is for allowed addresses only', async () => {
  const url = `http://127.0.0.1:${plain.port}/`;
  expect(await outcome(url, { allowed: parseAllowed(['127.0.0.2']) })).toMatch(/can’t be reached/);
  expect(await outcome(`http://hooks.test:${plain.port}/`, { resolve: async () => ['127.0.0.1'] })).toMatch(
    /https/,
  );
  expect(plain.calls).toEqual([]);
});

test.each<[string, (location: string) => void, RegExp]>([
  [
    'a redirect',
    () => plain.answer((r) => r.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()),
    /redirect \(302\)/,
  ],
  ['an error', () => plain.answer((r) => r.writeHead(500).end('secret')), /status 500\.$/],
  ['a reset', () => plain.answer((r) => r.destroy()), /could not be called/],
  [
    'headers without end',
    () => plain.answer((r) => r.writeHead(200, { x: 'y'.repeat(60_000) }).end()),
    /could not be called/,
  ],
])('%s is a failure', async (_title, prepare, words) => {
  prepare('');
  expect(await outcome(`http://127.0.0.1:${plain.port}/`)).toMatch(words);
  expect(plain.calls).toHaveLength(1);
});

test('a receiver that is silent is given up at the deadline', async () => {
  plain.answer(() => undefined);
  expect(await outcome(`http://127.0.0.1:${plain.port}/`, { deadlineMs: 1_000 })).toBe(
    'The receiver did not answer within 1 s.',
  );
  const silent = () => new Promise<string[]>(() => undefined);
  expect(await outcome('https://hooks.test/', { deadlineMs: 1_000, resolve: silent })).toMatch(
    /did not answer/,
  );
});

test('an answer without end is not read', async () => {
  const ended = new Promise<void>((resolve) => {
    plain.answer((response) => {
      response.on('close', resolve);
      response.writeHead(200);
      const more = () => {
        if (!response.destroyed) response.write('x'.repeat(65_536), () => setImmediate(more));
      };
      more();
    });
  });
  // The deadline must not be what ends it.
  expect(await outcome(`http://127.0.0.1:${plain.port}/`, { deadlineMs: 600_000 })).toBe('delivered');
  await ended;
});

test('each attempt takes the next address', async () => {
  const resolve = async () => ['127.0.0.9', '127.0.0.1'];
  const allowed = parseAllowed(['127.0.0.0/24']);
  const url = `https://hooks.test:${secure.port}/`;
  expect(await outcome(url, { resolve, allowed }, 1)).toBe('delivered');
  expect(await outcome(url, { resolve, allowed }, 2)).toMatch(/ECONNREFUSED/);
});
