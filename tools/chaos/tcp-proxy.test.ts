import { once } from 'node:events';
import { createServer, connect as dial, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { until } from '#tools/test/until.ts';
import { createRandom } from './random.ts';
import { listenOnLoopback, openTcpProxy, reset, type TcpProxy } from './tcp-proxy.ts';

let echo: Server;
let proxy: TcpProxy;
const clients: Socket[] = [];

beforeEach(async () => {
  echo = createServer((socket) => void socket.on('error', () => undefined).pipe(socket));
  proxy = await openTcpProxy({ port: await listenOnLoopback(echo) }, createRandom(7).next);
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await proxy.close();
  echo.close();
});

async function connect(): Promise<Socket> {
  const client = dial(proxy.port, '127.0.0.1');
  clients.push(client.on('error', () => undefined));
  await once(client, 'connect');
  return client;
}

const pieces = (client: Socket, bytes: number) =>
  new Promise<string[]>((resolve) => {
    const seen: string[] = [];
    client.on('data', (data) => {
      seen.push(data.toString());
      if (seen.join('').length >= bytes) resolve(seen);
    });
  });

test('without faults it is a wire', async () => {
  const client = await connect();
  client.write('hello');
  expect((await pieces(client, 5)).join('')).toBe('hello');
  expect(proxy.connections()).toBe(1);
});

test('latency holds in both directions, and order stays', async () => {
  proxy.set({ latencyMs: 30, sliceBytes: 2 });
  const client = await connect();
  const began = performance.now();
  client.write('abcdef');
  expect((await pieces(client, 6)).join('')).toBe('abcdef');
  expect(performance.now() - began).toBeGreaterThanOrEqual(59);
});

test('a black hole keeps the connection and swallows what is sent', async () => {
  const client = await connect();
  client.write('a');
  await pieces(client, 1);
  proxy.set({ blackHole: 'to-server' });
  client.write('lost');
  await until(() => proxy.swallowed() === 4, { deadlineMs: 20_000, what: 'the bytes to be swallowed' });
  proxy.set({});
  client.write('b');
  expect((await pieces(client, 1)).join('')).toBe('b');
  expect(client.destroyed).toBe(false);
});

test('a stranded connection stays open and silent, and new ones are not disturbed', async () => {
  const client = await connect();
  client.write('a');
  await pieces(client, 1);
  proxy.strand();
  client.write('lost');
  await until(() => proxy.swallowed() === 4, { deadlineMs: 2_000, what: 'the bytes to be swallowed' });
  const other = await connect();
  other.write('b');
  expect((await pieces(other, 1)).join('')).toBe('b');
  expect(client.destroyed).toBe(false);
});

test.each([
  ['cut', () => proxy.cut()],
  ['a reset by chance', () => proxy.set({ resetChance: 1 })],
])('%s ends the connection with a reset', async (_title, happens) => {
  const client = await connect();
  client.write('a');
  await pieces(client, 1);
  const failed = once(client, 'error').then(([error]) => (error as NodeJS.ErrnoException).code);
  happens();
  client.write('x');
  expect(['ECONNRESET', 'EPIPE']).toContain(await failed);
});

test('refused connections never reach the server', async () => {
  proxy.set({ refuse: true });
  const client = dial(proxy.port, '127.0.0.1');
  clients.push(client.on('error', () => undefined));
  await new Promise((resolve) => client.once('close', resolve));
  expect(proxy.connections()).toBe(0);
});

test('a connection that is being shut down is given back all the same', async () => {
  const client = await connect();
  let isClosed = false;
  client.once('close', () => {
    isClosed = true;
  });
  client.end();
  reset(client);
  await until(() => isClosed, { deadlineMs: 20_000, what: 'the socket to be closed' });
});

test('a seed repeats its choices', () => {
  const run = (seed: number) => {
    const random = createRandom(seed);
    return Array.from({ length: 20 }, () => random.below(1000));
  };
  expect(run(1)).toEqual(run(1));
  expect(run(1)).not.toEqual(run(2));
  expect(() => createRandom(1).pick([])).toThrow();
});
