import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTcpProxy, type TcpProxy } from '#tools/chaos/tcp-proxy.ts';
import { createTestDatabase, type TestDatabase } from '#tools/test/database.ts';
import { createDatabase, type Database } from './client.ts';

const patienceMs = 1_000;
let own: TestDatabase;
let wire: TcpProxy;
let database: Database;

beforeAll(async () => {
  own = await createTestDatabase();
  const url = new URL(own.ownerUrl);
  wire = await openTcpProxy({ port: Number(url.port) });
  url.port = String(wire.port);
  database = createDatabase(url.href, 2, patienceMs);
});
afterAll(async () => {
  await database.$disconnect();
  await wire.close();
  await own.drop();
});

const ask = () => database.$queryRaw`SELECT 1 AS one`;

test('a server that went silent ends the calls that wait for it, and the pool recovers by itself', async () => {
  await Promise.all([ask(), ask()]);
  wire.set({ blackHole: 'both' });
  const began = performance.now();
  const answers = await Promise.allSettled(Array.from({ length: 6 }, ask));
  expect(answers.map(({ status }) => status)).toEqual(Array(6).fill('rejected'));
  // Those in front wait for the server, those behind for a connection; two rounds of both is the most.
  expect(performance.now() - began).toBeLessThan(10 * patienceMs);
  wire.set({});
  await expect(ask()).resolves.toEqual([{ one: 1 }]);
});

test('a transaction whose server went silent is torn down, and nobody gets its connection', async () => {
  const stuck = database.$transaction(async (tx) => {
    await tx.team.create({ data: { slug: 'half', name: 'Half', budget: {} } });
    wire.set({ blackHole: 'to-client' });
    await tx.team.count();
  });
  await expect(stuck).rejects.toThrow();
  wire.set({});
  const counts = await Promise.all(Array.from({ length: 4 }, () => database.team.count()));
  expect(counts).toEqual([0, 0, 0, 0]);
});

test('the server itself gives up a statement that takes too long', async () => {
  await expect(database.$queryRaw`SELECT pg_sleep(30)::text`).rejects.toThrow('statement timeout');
  expect(await ask()).toEqual([{ one: 1 }]);
});
