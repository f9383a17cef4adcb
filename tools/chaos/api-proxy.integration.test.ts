import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadConnection } from '#lib/k8s/connection.ts';
import { createTransport, type Transport } from '#lib/k8s/transport.ts';
import { testCluster } from '#tools/test/cluster.ts';
import { until } from '#tools/test/until.ts';
import { type ApiProxy, openApiProxy } from './api-proxy.ts';

let proxy: ApiProxy;
let through: Transport;
let direct: Transport;

beforeAll(async () => {
  const { adminKubeconfig } = testCluster();
  proxy = await openApiProxy(adminKubeconfig);
  through = createTransport(await loadConnection(proxy.kubeconfig));
  direct = createTransport(await loadConnection(adminKubeconfig));
});
afterAll(async () => {
  await Promise.all([through.close(), direct.close()]);
  await proxy.close();
});

const namespace = (name: string) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
const names = async (transport: Transport) =>
  ((await transport.call({ method: 'GET', path: '/api/v1/namespaces' })) as { items: Named[] }).items.map(
    ({ metadata }) => metadata.name,
  );
interface Named {
  metadata: { name: string };
}

test('it passes on what is not to be disturbed', async () => {
  proxy.decide(() => ({ kind: 'pass' }));
  // Other tests make namespaces meanwhile; these are always there.
  const lasting = (all: string[]) => all.filter((name) => name.startsWith('kube-'));
  const seen = lasting(await names(through));
  expect(seen).toContain('kube-system');
  expect(seen).toEqual(lasting(await names(direct)));
});

test('it answers in the place of the API server', async () => {
  proxy.decide(({ path }) =>
    path === '/version' ? { kind: 'answer', status: 429, headers: { 'retry-after': '0' } } : { kind: 'pass' },
  );
  await expect(through.call({ method: 'GET', path: '/version' })).rejects.toMatchObject({
    failure: 'throttled',
  });
});

test('a lost answer leaves the write done', async () => {
  proxy.decide(({ method }) => (method === 'POST' ? { kind: 'lose-answer' } : { kind: 'pass' }));
  const post = through.call({ method: 'POST', path: '/api/v1/namespaces', body: namespace('chaos-lost') });
  await expect(post).rejects.toMatchObject({ failure: 'unreachable' });
  expect(await names(direct)).toContain('chaos-lost');
});

test('a request that is held has not happened yet, and arrives even when its sender has given up', async () => {
  const release = Promise.withResolvers<void>();
  proxy.decide(({ method }) =>
    method === 'POST' ? { kind: 'hold', until: release.promise } : { kind: 'pass' },
  );
  const call = { method: 'POST', path: '/api/v1/namespaces', deadlineMs: 500 } as const;
  const post = through.call({ ...call, body: namespace('chaos-late') });
  await expect(post).rejects.toMatchObject({ failure: 'deadline' });
  expect(await names(direct)).not.toContain('chaos-late');
  release.resolve();
  await until(async () => (await names(direct)).includes('chaos-late'), {
    deadlineMs: 10_000,
    what: 'the late request to arrive',
  });
});

test('an answer that is held belongs to a write that is done', async () => {
  const [release, done] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  proxy.decide(({ method }) =>
    method === 'POST'
      ? { kind: 'hold-answer', done: done.resolve, until: release.promise }
      : { kind: 'pass' },
  );
  const path = '/api/v1/namespaces';
  const post = through.call({ method: 'POST', path, body: namespace('chaos-answered') });
  await done.promise;
  expect(await names(direct)).toContain('chaos-answered');
  release.resolve();
  await expect(post).resolves.toMatchObject({ metadata: { name: 'chaos-answered' } });
});

test('a hanging request meets the deadline of its caller', async () => {
  proxy.decide(() => ({ kind: 'hang' }));
  const call = through.call({ method: 'GET', path: '/version', deadlineMs: 100 });
  await expect(call).rejects.toMatchObject({ failure: 'deadline' });
});

test('it rewrites and cuts the lines of a watch', async () => {
  const path = '/api/v1/namespaces?watch=1&timeoutSeconds=1';
  const watch = async () => {
    const lines: string[] = [];
    const ended = through.watch(path, (line) => lines.push(line), AbortSignal.timeout(5_000));
    return { lines, error: await ended.catch((error: Error) => error) };
  };
  proxy.decide(() => ({ kind: 'rewrite', lines: (line) => [line, line] }));
  const doubled = await watch();
  expect(doubled.error).toBeUndefined();
  expect(doubled.lines.length).toBe(2 * new Set(doubled.lines).size);
  proxy.decide(() => ({ kind: 'cut', afterBytes: 100 }));
  expect(await watch()).toMatchObject({ lines: [], error: { failure: 'unreachable' } });
});
