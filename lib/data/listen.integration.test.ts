import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTcpProxy, type TcpProxy } from '#tools/chaos/tcp-proxy.ts';
import { createTestDatabase, type TestDatabase } from '#tools/test/database.ts';
import { until } from '#tools/test/until.ts';
import { listen } from './listen.ts';

let database: TestDatabase;
let wire: TcpProxy;
let sender: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  wire = await openTcpProxy({ port: Number(new URL(database.ownerUrl).port) });
  sender = new pg.Client({ connectionString: database.ownerUrl });
  await sender.connect();
});
afterAll(async () => {
  await sender.end();
  await wire.close();
  await database.drop();
});

test('a connection that died silently is replaced, and the gap is told', async () => {
  const heard: string[] = [];
  let gaps = 0;
  const url = new URL(database.ownerUrl);
  url.port = String(wire.port);
  const listening = listen(
    url.href,
    'test_channel',
    (payload) => heard.push(payload),
    () => {
      gaps += 1;
    },
  );
  const connected = (count: number) =>
    until(() => gaps === count, { deadlineMs: 15_000, what: `gap ${count}` });
  await connected(1);
  await sender.query("NOTIFY test_channel, 'one'");
  await until(() => heard.includes('one'), { deadlineMs: 20_000, what: 'a hint' });
  wire.set({ blackHole: 'both' });
  await sender.query("NOTIFY test_channel, 'lost'");
  await until(() => wire.swallowed() > 0, { deadlineMs: 20_000, what: 'the hint to be lost' });
  // The old connection stays dead: what it would have said never comes.
  await until(() => wire.connections() !== 1, {
    deadlineMs: 20_000,
    what: 'the old connection to be given up',
  });
  wire.set({});
  await connected(2);
  await sender.query("NOTIFY test_channel, 'two'");
  await until(() => heard.includes('two'), { deadlineMs: 20_000, what: 'a hint on the new connection' });
  expect(heard).toEqual(['one', 'two']);
  await listening.stop();
});
