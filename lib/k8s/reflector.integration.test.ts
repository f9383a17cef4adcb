import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type ApiProxy, type ApiRequest, openApiProxy } from '#tools/chaos/api-proxy.ts';
import { openTcpProxy } from '#tools/chaos/tcp-proxy.ts';
import { testCluster } from '#tools/test/cluster.ts';
import { until } from '#tools/test/until.ts';
import { loadConnection } from './connection.ts';
import { runReflector, type Watched } from './reflector.ts';
import { createResources, type ResourceType } from './resources.ts';
import { createTransport, type Transport } from './transport.ts';

const type: ResourceType = { kind: 'ConfigMap', apiVersion: 'v1', plural: 'configmaps', namespaced: true };
const namespace = `reflector-${randomUUID().slice(0, 8)}`;
let proxy: ApiProxy;
let direct: Transport;
let through: Transport;

beforeAll(async () => {
  const { adminKubeconfig } = testCluster();
  proxy = await openApiProxy(adminKubeconfig);
  direct = createTransport(await loadConnection(adminKubeconfig));
  through = createTransport(await loadConnection(proxy.kubeconfig));
  await admin().create({ kind: 'Namespace', apiVersion: 'v1', plural: 'namespaces', namespaced: false }, {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: namespace },
  } as never);
});
afterAll(async () => {
  await Promise.all([direct.close(), through.close()]);
  await proxy.close();
});
beforeEach(() => proxy.decide(() => ({ kind: 'pass' })));

const admin = () => createResources<Watched>(direct, 'test');
const add = (name: string, data = {}) =>
  admin().create(type, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data } as never);

/** A reflector into names and their UIDs; `counts` says what it heard. */
function reflect(transport = through, times?: Parameters<typeof runReflector>[4]) {
  const ended = new AbortController();
  const uids = new Map<string, string>();
  const counts = { lists: 0, relists: 0, failures: 0, puts: 0 };
  const done = runReflector<Watched>(
    transport,
    type,
    {
      page: (items) => {
        for (const { metadata } of items) uids.set(metadata.name, metadata.uid);
      },
      listed: (found) => {
        counts.lists += 1;
        for (const [name, uid] of uids) if (!found.has(uid)) uids.delete(name);
      },
      put: ({ metadata }) => {
        counts.puts += 1;
        uids.set(metadata.name, metadata.uid);
      },
      remove: ({ metadata }) => uids.delete(metadata.name),
      heard: () => undefined,
      failed: (_error, relist) => {
        counts.failures += 1;
        if (relist) counts.relists += 1;
      },
    },
    ended.signal,
    times,
  );
  const stop = async () => {
    ended.abort();
    await done;
  };
  const has = (name: string) => until(() => uids.has(name), { deadlineMs: 20_000, what: name });
  return { uids, counts, stop, has };
}

test('a watch that is cut again and again resumes without a list and misses nothing', async () => {
  // One event of ours fits and two do not; what other tests write is smaller, or nothing would ever come through.
  proxy.decide(({ isWatch }) => (isWatch ? { kind: 'cut', afterBytes: 5_000 } : { kind: 'pass' }));
  const { counts, has, stop } = reflect();
  for (const name of ['cut-1', 'cut-2', 'cut-3', 'cut-4']) {
    await add(name, { text: 'x'.repeat(3_500) });
    await has(name);
  }
  expect(counts).toMatchObject({ lists: 1, relists: 0 });
  expect(counts.failures).toBeGreaterThan(0);
  await stop();
});

test('after 410 it lists anew, and a deletion in between is not missed', async () => {
  const object = await add('gone');
  let isBroken = false;
  proxy.decide(({ isWatch }) => (isWatch && isBroken ? { kind: 'answer', status: 410 } : { kind: 'pass' }));
  const { uids, counts, has, stop } = reflect(through, { watchMs: 1_000, stallMs: 5_000 });
  await has('gone');
  isBroken = true;
  await until(() => counts.relists > 0, { deadlineMs: 20_000, what: '410' });
  await admin().remove(type, { name: 'gone', namespace }, object.metadata.uid);
  await until(() => !uids.has('gone'), { deadlineMs: 20_000, what: 'the deletion to be seen' });
  isBroken = false;
  await add('after-gone');
  await has('after-gone');
  await stop();
});

test('410 in the middle of a paged list: everything comes in one piece', async () => {
  const isPage = ({ path }: ApiRequest) => path.includes('continue=');
  for (let count = 0; count < 3; count += 1) await add(`page-${count}`);
  let pages = 0;
  proxy.decide((request) => {
    if (isPage(request)) {
      pages += 1;
      return { kind: 'answer', status: 410 };
    }
    // Pages are cut to one object, so that there is a second one.
    return { kind: 'pass' };
  });
  const small: Transport = {
    ...through,
    call: (call) => through.call({ ...call, path: call.path.replace(/limit=\d+/, 'limit=1') }),
  };
  const { has, stop } = reflect(small);
  await has('page-2');
  expect(pages).toBe(1);
  await stop();
});

test('a watch that is half open is found dead, and what was missed comes at once', async () => {
  const { port } = new URL(await serverOf());
  const wire = await openTcpProxy({ port: Number(port) });
  const connection = await loadConnection(testCluster().adminKubeconfig);
  const transport = createTransport({ ...connection, server: `https://127.0.0.1:${wire.port}` });
  const { counts, has, stop } = reflect(transport, { watchMs: 2_000, stallMs: 2_500 });
  await until(() => counts.lists === 1, { deadlineMs: 20_000, what: 'the list' });
  wire.set({ blackHole: 'to-client' });
  await add('half-open');
  await until(() => wire.swallowed() > 0, { deadlineMs: 20_000, what: 'the event to be lost' });
  await until(() => counts.failures > 0, { deadlineMs: 20_000, what: 'the stall to be found' });
  wire.set({});
  wire.cut();
  await has('half-open');
  expect(counts.lists).toBe(1);
  await stop();
  await transport.close();
  await wire.close();
});

test('events that come twice or in the wrong order lose nothing', async () => {
  const held: string[] = [];
  proxy.decide(({ isWatch }) => {
    if (!isWatch) return { kind: 'pass' };
    return { kind: 'rewrite', lines: (line) => [line, ...held.splice(0), ...(held.push(line) ? [] : [])] };
  });
  const { counts, has, stop } = reflect();
  await until(() => counts.lists === 1, { deadlineMs: 20_000, what: 'the list' });
  for (const name of ['twice-1', 'twice-2', 'twice-3']) await add(name);
  await has('twice-3');
  await has('twice-1');
  expect(counts.puts).toBeGreaterThan(3);
  await stop();
});

async function serverOf(): Promise<string> {
  return (await loadConnection(testCluster().adminKubeconfig)).server;
}
