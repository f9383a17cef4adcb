import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { routeMatcher } from '#lib/domain/route-patterns.ts';
import { observeServer } from './measure-requests.ts';

const told: string[] = [];
let streams = 0;
let server: Server;
let port: number;
beforeAll(async () => {
  observeServer(routeMatcher(['/teams/[team]', '/api/events']), {
    answered: (route, method, code, seconds) => {
      told.push(`${method} ${route} ${code} ${seconds > 0}`);
    },
    streams: (change) => {
      streams += change;
    },
  });
  server = createServer((message, response) => {
    if (message.url === '/api/events') response.writeHead(200).write('here');
    else if (message.url !== '/teams/never') response.writeHead(message.url === '/x' ? 404 : 200).end('done');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => server.close());

test.each([
  ['GET', '/teams/payments?page=2', 'GET /teams/[team] 2xx true'],
  ['POST', '/teams/search', 'POST /teams/[team] 2xx true'],
  ['GET', '/x', 'GET other 4xx true'],
  ['PROPFIND', '/x', 'other other 4xx true'],
])('%s %s is told as %s', async (method, path, line) => {
  told.length = 0;
  await (await fetch(`http://127.0.0.1:${port}${path}`, { method })).text();
  await expect.poll(() => told).toEqual([line]);
});

test('whoever leaves before the answer is told as aborted', async () => {
  told.length = 0;
  const asking = request({ port, host: '127.0.0.1', path: '/teams/never' });
  asking.on('error', () => undefined);
  const arrived = new Promise((resolve) => server.once('request', resolve));
  asking.end();
  await arrived;
  asking.destroy();
  await expect.poll(() => told).toEqual(['GET /teams/[team] aborted true']);
});

test('an open event stream counts as long as it is open, and is no slow answer', async () => {
  told.length = 0;
  const ended = new AbortController();
  await fetch(`http://127.0.0.1:${port}/api/events`, { signal: ended.signal });
  expect(streams).toBe(1);
  ended.abort();
  await expect.poll(() => streams).toBe(0);
  expect(told).toEqual([]);
});
