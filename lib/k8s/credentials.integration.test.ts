import { once } from 'node:events';
import { mkdtempSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { listenOnLoopback } from '#tools/chaos/tcp-proxy.ts';
import { testCluster } from '#tools/test/cluster.ts';
import { makeCertificate } from '#tools/test/make-certificate.ts';
import { until } from '#tools/test/until.ts';
import { type Connection, loadConnection } from './connection.ts';
import { createTransport, type Transport } from './transport.ts';

// A server of its own, with the certificate of the API server, that says as whom it was called.
let server: Server;
let url: string;
let authority: string;
let dir: string;
const refusedTokens = new Set<string>();
const open: Transport[] = [];

beforeAll(async () => {
  const certificates = join(dirname(testCluster().adminKubeconfig), 'certificates');
  const [cert, key] = ['crt', 'key'].map((end) =>
    readFileSync(join(certificates, `apiserver.${end}`), 'utf8'),
  );
  authority = cert ?? '';
  server = createServer({ cert, key, requestCert: true, rejectUnauthorized: false }, (request, response) => {
    const peer = (request.socket as TLSSocket).getPeerCertificate();
    const token = request.headers.authorization?.replace('Bearer ', '') ?? null;
    response.writeHead(token !== null && refusedTokens.has(token) ? 401 : 200);
    response.end(JSON.stringify({ user: peer.subject?.CN ?? null, token }));
  });
  url = `https://127.0.0.1:${await listenOnLoopback(server)}`;
});
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'credentials-'));
});
afterAll(async () => {
  for (const transport of open) await transport.close();
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
});

function replace(name: string, text: string): void {
  writeFileSync(join(dir, `${name}.new`), text);
  renameSync(join(dir, `${name}.new`), join(dir, name));
}

async function connectAs(user: object): Promise<{ connection: Connection; whoAmI: () => Promise<unknown> }> {
  const cluster = { server: url, 'certificate-authority-data': Buffer.from(authority).toString('base64') };
  const context = { cluster: 'c', user: 'u' };
  const config = {
    ...{ apiVersion: 'v1', kind: 'Config', 'current-context': 'x' },
    clusters: [{ name: 'c', cluster }],
    users: [{ name: 'u', user }],
    contexts: [{ name: 'x', context }],
  };
  replace('kubeconfig', JSON.stringify(config));
  const connection = await loadConnection(join(dir, 'kubeconfig'));
  const transport = createTransport(connection);
  open.push(transport);
  return { connection, whoAmI: () => transport.call({ method: 'GET', path: '/whoami' }).catch(() => null) };
}

function giveCertificate(name: string, days: number): void {
  const { cert, key } = makeCertificate(name, new Date(Date.now() + days * 86_400_000));
  // The key first: a reader between the two finds a pair that does not fit, and looks again.
  replace('client.key', key);
  replace('client.crt', cert);
}

/** A plugin, as a kubeconfig names it: a program that prints the credential that lies beside it. */
function plugin(): object {
  const script = `process.stdout.write(require('node:fs').readFileSync(${JSON.stringify(join(dir, 'credential'))}))`;
  writeFileSync(join(dir, 'plugin.cjs'), script);
  const apiVersion = 'client.authentication.k8s.io/v1';
  const exec = {
    apiVersion,
    command: process.execPath,
    args: [join(dir, 'plugin.cjs')],
    interactiveMode: 'Never',
  };
  return { exec };
}

function issue(status: object): void {
  const apiVersion = 'client.authentication.k8s.io/v1';
  replace('credential', JSON.stringify({ apiVersion, kind: 'ExecCredential', status }));
}

const soon = () => new Date(Date.now() + 1_000).toISOString();
const wait = (what: string) => ({ deadlineMs: 20_000, what });

test('a client certificate is read again when its files change, and its end is known', async () => {
  giveCertificate('first', 1);
  const { connection, whoAmI } = await connectAs({
    'client-certificate': 'client.crt',
    'client-key': 'client.key',
  });
  expect(await whoAmI()).toEqual({ user: 'first', token: null });
  const { endsAt } = await connection.access();
  expect((endsAt ?? 0) - Date.now()).toBeGreaterThan(86_000_000);
  expect((endsAt ?? 0) - Date.now()).toBeLessThan(86_500_000);
  giveCertificate('second', 2);
  const isSecond = async () => JSON.stringify(await whoAmI()) === '{"user":"second","token":null}';
  await until(isSecond, wait('the second certificate'));
  expect((await connection.access()).endsAt).toBeGreaterThan(endsAt ?? 0);
});

test('an exec plugin runs again when its credential ends', async () => {
  issue({ token: 'one', expirationTimestamp: soon() });
  const { whoAmI } = await connectAs(plugin());
  expect(await whoAmI()).toEqual({ user: null, token: 'one' });
  issue({ token: 'two', expirationTimestamp: soon() });
  const isSecond = async () => JSON.stringify(await whoAmI()) === '{"user":null,"token":"two"}';
  await until(isSecond, wait('the second token'));
});

test('and not before: what it gave is kept', async () => {
  issue({ token: 'long', expirationTimestamp: new Date(Date.now() + 3_600_000).toISOString() });
  const { connection, whoAmI } = await connectAs(plugin());
  issue({ token: 'too early', expirationTimestamp: soon() });
  const first = await connection.access();
  // Every look makes another answer, also of the same credential.
  await until(async () => (await connection.access()) !== first, wait('another look'));
  expect(await whoAmI()).toEqual({ user: null, token: 'long' });
});

test('and when the server refuses what it had given for ever', async () => {
  issue({ token: 'revoked' });
  const { whoAmI } = await connectAs(plugin());
  expect(await whoAmI()).toEqual({ user: null, token: 'revoked' });
  issue({ token: 'fresh' });
  refusedTokens.add('revoked');
  const isFresh = async () => JSON.stringify(await whoAmI()) === '{"user":null,"token":"fresh"}';
  await until(isFresh, wait('the fresh token'));
});

test('a plugin may give client certificates', async () => {
  const give = (name: string) => {
    const { cert, key } = makeCertificate(name, new Date(Date.now() + 86_400_000));
    issue({ clientCertificateData: cert, clientKeyData: key, expirationTimestamp: soon() });
  };
  give('plugin-1');
  const { whoAmI } = await connectAs(plugin());
  expect(await whoAmI()).toEqual({ user: 'plugin-1', token: null });
  give('plugin-2');
  const isSecond = async () => JSON.stringify(await whoAmI()) === '{"user":"plugin-2","token":null}';
  await until(isSecond, wait('the second certificate'));
});

test('a plugin that fails for a while keeps what it had given', async () => {
  const end = soon();
  issue({ token: 'kept', expirationTimestamp: end });
  const { whoAmI } = await connectAs(plugin());
  const before = readFileSync(join(dir, 'plugin.cjs'), 'utf8');
  writeFileSync(join(dir, 'plugin.cjs'), 'process.exit(1)');
  await until(() => Date.now() > Date.parse(end), wait('the end of the credential'));
  expect(await whoAmI()).toEqual({ user: null, token: 'kept' });
  issue({ token: 'again', expirationTimestamp: soon() });
  writeFileSync(join(dir, 'plugin.cjs'), before);
  const isAgain = async () => JSON.stringify(await whoAmI()) === '{"user":null,"token":"again"}';
  await until(isAgain, wait('the plugin to be asked again'));
});
