import { copyFileSync, mkdtempSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiProxy, type Fate, openApiProxy } from '#tools/chaos/api-proxy.ts';
import { testCluster } from '#tools/test/cluster.ts';
import { until } from '#tools/test/until.ts';
import { clusterError } from './cluster-error.ts';
import { loadConnection } from './connection.ts';
import { createTransport, guardTransport, type Transport } from './transport.ts';

let proxy: ApiProxy;
let transport: Transport;

beforeAll(async () => {
  proxy = await openApiProxy(testCluster().adminKubeconfig);
  transport = createTransport(await loadConnection(proxy.kubeconfig), 4);
});
afterAll(async () => {
  await transport.close();
  await proxy.close();
});

const version = { method: 'GET', path: '/version' } as const;
const throttle = (seconds: string): Fate => ({
  kind: 'answer',
  status: 429,
  headers: { 'retry-after': seconds },
});

test('what was throttled is tried again when the server says so, and not before', async () => {
  const seen: number[] = [];
  proxy.decide(() => (seen.push(performance.now()) === 1 ? throttle('1') : { kind: 'pass' }));
  expect(await transport.call(version)).toMatchObject({ gitVersion: expect.stringMatching(/^v1\./) });
  const [first = 0, second = 0] = seen;
  expect(second - first).toBeGreaterThanOrEqual(1_000);
  expect(transport.concurrency().limit).toBeLessThan(4);
});

test('an urgent call does not wait for the patience that others were asked for', async () => {
  const own = createTransport(await loadConnection(proxy.kubeconfig), 4);
  let isRefused = false;
  proxy.decide(({ path }) => {
    if (path !== '/readyz' || isRefused) return { kind: 'pass' };
    isRefused = true;
    return { kind: 'answer', status: 503, headers: { 'retry-after': '1' } };
  });
  const refused = own
    .call({ method: 'GET', path: '/api' })
    .then(() => own.call({ method: 'GET', path: '/readyz' }));
  refused.catch(() => undefined);
  await until(() => own.concurrency().limit < 4, { deadlineMs: 20_000, what: 'the 503', everyMs: 1 });
  const order: string[] = [];
  const normal = own.call(version).then(() => order.push('normal'));
  await own.call({ ...version, urgent: true }).then(() => order.push('urgent'));
  await normal;
  expect(order).toEqual(['urgent', 'normal']);
  await own.close();
});

test('a deadline and a lost lease end a call that hangs, each with its own error', async () => {
  proxy.decide(() => ({ kind: 'hang' }));
  await expect(transport.call({ ...version, deadlineMs: 50 })).rejects.toMatchObject({ failure: 'deadline' });
  const lease = new AbortController();
  const call = transport.call({ ...version, signal: lease.signal });
  lease.abort(clusterError('lease-lost', 'gone'));
  await expect(call).rejects.toMatchObject({ failure: 'lease-lost' });
  expect(transport.concurrency().running).toBe(0);
});

test.each([
  [409, { reason: 'AlreadyExists', message: 'object is being deleted: x' }, 'terminating', true],
  [409, { reason: 'AlreadyExists' }, 'already-exists', false],
  [409, { reason: 'Conflict' }, 'conflict', true],
  [403, { details: { causes: [{ reason: 'NamespaceTerminating' }] } }, 'terminating', true],
  [403, { reason: 'Forbidden' }, 'forbidden', false],
  [403, { message: 'pods is forbidden: User "p" cannot list resource "pods"' }, 'forbidden', true],
  [422, { reason: 'Invalid' }, 'invalid', false],
  [410, {}, 'gone', true],
  [401, {}, 'unauthorized', true],
  [502, {}, 'unavailable', true],
] as const)('%i %j is %s', async (status, body, failure, transient) => {
  proxy.decide(() => ({ kind: 'answer', status, body }));
  await expect(transport.call(version)).rejects.toMatchObject({ failure, transient });
});

test('an answer that is no Status at all is an error all the same', async () => {
  proxy.decide(() => ({ kind: 'cut', afterBytes: 5 }));
  await expect(transport.call(version)).rejects.toMatchObject({ failure: 'unreachable' });
});

test('a token and an authority that change are read again without a restart', async () => {
  proxy.decide(() => ({ kind: 'pass' }));
  const dir = mkdtempSync(join(tmpdir(), 'connection-'));
  const config = JSON.parse(readFileSync(testCluster().adminKubeconfig, 'utf8'));
  const [{ cluster }] = config.clusters;
  const [{ user }] = config.users;
  const authority = Buffer.from(cluster['certificate-authority-data'], 'base64');
  writeFileSync(join(dir, 'ca.crt'), authority);
  writeFileSync(join(dir, 'token'), 'not a token');
  delete cluster['certificate-authority-data'];
  cluster['certificate-authority'] = 'ca.crt';
  config.users[0].user = { tokenFile: 'token' };
  writeFileSync(join(dir, 'kubeconfig'), JSON.stringify(config));
  const connection = await loadConnection(join(dir, 'kubeconfig'));
  const own = createTransport(connection);
  await expect(own.call(version)).rejects.toMatchObject({ failure: 'unauthorized' });
  writeFileSync(join(dir, 'token.new'), user.token);
  renameSync(join(dir, 'token.new'), join(dir, 'token'));
  const isIn = () => own.call(version).then(Boolean, () => false);
  await until(isIn, { deadlineMs: 20_000, what: 'the new token to be used' });
  const { tlsVersion } = await connection.access();
  copyFileSync(join(dir, 'ca.crt'), join(dir, 'ca.old'));
  writeFileSync(join(dir, 'ca.crt'), `${authority}\n`);
  const isNew = async () => (await connection.access()).tlsVersion > tlsVersion;
  await until(isNew, { deadlineMs: 20_000, what: 'the new authority' });
  expect(await own.call(version)).toMatchObject({ major: '1' });
  await own.close();
});

test('what may no longer be written when its connection stands is not sent', async () => {
  const own = createTransport(await loadConnection(proxy.kubeconfig), 4);
  const seen: string[] = [];
  proxy.decide(({ path }) => {
    seen.push(path);
    return { kind: 'pass' };
  });
  let asked = 0;
  const check = () => {
    asked += 1;
    if (asked === 2) throw clusterError('lease-lost', 'Somebody else has taken over.');
  };
  const guarded = guardTransport(own, { check, signal: new AbortController().signal });
  await expect(guarded.call(version)).rejects.toMatchObject({ failure: 'lease-lost' });
  expect(seen).toEqual([]);
  expect(await guarded.call(version)).toMatchObject({ gitVersion: expect.stringMatching(/^v1\./) });
  expect([asked, seen]).toEqual([4, ['/version']]);
  await own.close();
});
