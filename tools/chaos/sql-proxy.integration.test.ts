import { setImmediate as nextTurn } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createDatabase, type Database } from '#lib/data/client.ts';
import { createTestDatabase, type TestDatabase } from '#tools/test/database.ts';
import { until } from '#tools/test/until.ts';
import { openSqlProxy, type SqlProxy, type SqlTurn } from './sql-proxy.ts';

let own: TestDatabase;
let proxy: SqlProxy;
let database: Database;
let direct: Database;

beforeAll(async () => {
  own = await createTestDatabase();
  proxy = await openSqlProxy(Number(new URL(own.ownerUrl).port));
  database = createDatabase(proxy.through(own.ownerUrl), 2);
  direct = createDatabase(own.ownerUrl, 1);
});
afterEach(() => proxy.decide(() => ({ kind: 'pass' })));
afterAll(async () => {
  await Promise.all([database.$disconnect(), direct.$disconnect()]);
  await proxy.close();
  await own.drop();
});

const addTeam = (slug: string, by = database) =>
  by.team.create({ data: { slug, name: slug, budget: {} }, select: { slug: true } });
const isThere = async (slug: string) => (await direct.team.count({ where: { slug } })) === 1;
const later = () => Promise.withResolvers<void>();

test('it tells statements, transactions and commits apart', async () => {
  const seen: Pick<SqlTurn, 'sql' | 'commits' | 'inTransaction'>[] = [];
  proxy.decide(({ sql, commits, inTransaction }) => {
    seen.push({ sql: sql.split(' ')[0] ?? '', commits, inTransaction });
    return { kind: 'pass' };
  });
  await database.$queryRaw`SELECT 1`;
  await database.$executeRaw`INSERT INTO team (id, slug, name, budget) VALUES (gen_random_uuid(), 'alone', 'x', '{}')`;
  await database.$transaction(async (tx) => {
    await tx.$executeRaw`DELETE FROM team WHERE slug = 'alone'`;
  });
  expect(seen).toEqual([
    { sql: 'SELECT', commits: false, inTransaction: false },
    { sql: 'INSERT', commits: true, inTransaction: false },
    { sql: 'BEGIN', commits: false, inTransaction: false },
    { sql: 'DELETE', commits: false, inTransaction: true },
    { sql: 'COMMIT', commits: true, inTransaction: true },
  ]);
});

test('it knows a statement again that was prepared before and is only named', async () => {
  const seen: string[] = [];
  proxy.decide(({ sql }) => {
    seen.push(sql);
    return { kind: 'pass' };
  });
  const client = new pg.Client({ connectionString: proxy.through(own.ownerUrl) });
  await client.connect();
  const ask = { name: 'again', text: 'SELECT $1::int AS one', values: [1] };
  await client.query(ask);
  await expect(client.query(ask)).resolves.toMatchObject({ rows: [{ one: 1 }] });
  await client.end();
  expect(seen).toEqual([ask.text, ask.text]);
});

test('what it holds has not happened; what it holds the answer of has', async () => {
  const [held, answer, stands] = [later(), later(), later()];
  proxy.decide(({ commits }) => (commits ? { kind: 'hold', until: held.promise } : { kind: 'pass' }));
  const first = addTeam('held');
  await nextTurn();
  expect(await isThere('held')).toBe(false);
  held.resolve();
  await first;
  expect(await isThere('held')).toBe(true);

  let isAnswered = false;
  proxy.decide(({ commits }) =>
    commits ? { kind: 'hold-answer', stands: stands.resolve, until: answer.promise } : { kind: 'pass' },
  );
  const second = addTeam('answered').then(() => {
    isAnswered = true;
  });
  await stands.promise;
  expect([await isThere('answered'), isAnswered]).toEqual([true, false]);
  answer.resolve();
  await second;
});

test('an error in the place of a statement fails its transaction, and the connection stays', async () => {
  proxy.decide(({ sql }) =>
    sql.startsWith('INSERT')
      ? { kind: 'refuse', code: '53100', message: 'could not extend file' }
      : { kind: 'pass' },
  );
  const both = database.$transaction(async (tx) => {
    await tx.$executeRaw`UPDATE team SET name = 'changed' WHERE slug = 'held'`;
    await addTeam('refused', tx as Database);
  });
  await expect(both).rejects.toThrow('could not extend file');
  expect(await direct.team.findUnique({ where: { slug: 'held' } })).toMatchObject({ name: 'held' });
  expect(await database.team.count({ where: { slug: 'held' } })).toBe(1);
});

test('a cut leaves nothing of an open transaction', async () => {
  proxy.decide(({ sql }) => (/^commit/i.test(sql) ? { kind: 'cut' } : { kind: 'pass' }));
  const cut = database.$transaction((tx) => addTeam('cut', tx as Database));
  await expect(cut).rejects.toThrow();
  expect(await isThere('cut')).toBe(false);
  proxy.decide(() => ({ kind: 'pass' }));
  expect(await database.team.count()).toBeGreaterThan(0);
});

test('a connection that is muted stays open and says nothing', async () => {
  const client = new pg.Client({ connectionString: proxy.through(own.ownerUrl), query_timeout: 300 });
  await client.connect();
  proxy.decide(({ sql }) => (sql === 'SELECT 2' ? { kind: 'mute' } : { kind: 'pass' }));
  await expect(client.query('SELECT 2')).rejects.toThrow('timeout');
  expect(await database.team.count()).toBeGreaterThan(0);
  await Promise.race([client.end(), nextTurn()]);
});

test('connections that follow lead to where it says', async () => {
  const client = new pg.Client({ connectionString: proxy.through(own.ownerUrl) });
  await client.connect();
  proxy.lead(1);
  await expect(client.query('SELECT 1')).resolves.toMatchObject({ rowCount: 1 });
  const next = new pg.Client({ connectionString: proxy.through(own.ownerUrl) });
  await expect(next.connect()).rejects.toThrow();
  proxy.lead(Number(new URL(own.ownerUrl).port));
  await client.end();
  await until(() => proxy.connections() <= 2, { deadlineMs: 5_000, what: 'the connections to end' });
});

test('an answer is lost when what was asked for is done', async () => {
  proxy.decide(({ commits }) => (commits ? { kind: 'lose-answer' } : { kind: 'pass' }));
  await expect(addTeam('unheard')).rejects.toThrow();
  expect(await isThere('unheard')).toBe(true);
});
