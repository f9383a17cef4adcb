import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSqlProxy, type SqlFate, type SqlProxy } from '#tools/chaos/sql-proxy.ts';
import { createTestDatabase, type TestDatabase } from '#tools/test/database.ts';
import { type Database, openDatabase } from './client.ts';
import { isOutage } from './outage.ts';
import { inTransaction } from './request/transaction.ts';

let own: TestDatabase;
let proxy: SqlProxy;
let database: Database;

beforeAll(async () => {
  own = await createTestDatabase();
  proxy = await openSqlProxy(Number(new URL(own.ownerUrl).port));
  database = openDatabase(proxy.through(own.ownerUrl));
});
afterAll(async () => {
  await database.$disconnect();
  await proxy.close();
  await own.drop();
});

const refuse = (code: string): SqlFate => ({ kind: 'refuse', code, message: `as ${code}` });
const insert = { data: { slug: 'new', name: 'New', budget: {} } };
const failing = async (fate: SqlFate, at: RegExp, work: () => Promise<unknown>) => {
  proxy.decide(({ sql }) => (at.test(sql) ? fate : { kind: 'pass' }));
  const error = await work().then(
    () => null,
    (reason: unknown) => reason,
  );
  proxy.decide(() => ({ kind: 'pass' }));
  return error;
};

test.each<[string, SqlFate, boolean]>([
  ['a connection that is cut', { kind: 'cut' }, true],
  ['a full disk', refuse('53100'), true],
  ['too many connections', refuse('53300'), true],
  ['a session that an operator ends', refuse('57P01'), true],
  ['a statement that takes too long', refuse('57014'), true],
  ['a transaction that stood still for too long', refuse('25P03'), true],
  ['a transaction that took too long', refuse('25P04'), true],
  ['a write in a transaction that may only read', refuse('25006'), false],
  ['a wrong type', refuse('22P02'), false],
  ['a constraint', refuse('23514'), false],
])('%s: %o is an outage: %s', async (_title, fate, expected) => {
  const byModel = await failing(fate, /^insert/i, () => database.team.create(insert));
  const raw = await failing(fate, /^select 1/i, () => database.$queryRaw`SELECT 1`);
  expect([isOutage(byModel), isOutage(raw)]).toEqual([expected, expected]);
});

test.each([
  ['before it is committed', /^insert/i],
  ['at its commit', /^commit/i],
])('a transaction that loses its database %s leaves nothing, and says to look again', async (_title, at) => {
  const error = await failing({ kind: 'cut' }, at, () => inTransaction((tx) => tx.team.create(insert)));
  expect(error).toMatchObject({ code: 'UNAVAILABLE', message: expect.stringContaining('Reload the page') });
  expect(await database.team.count()).toBe(0);
});

test('a failure that is not an outage stays what it is', async () => {
  const mistake = new Error('mine');
  await expect(inTransaction(() => Promise.reject(mistake))).rejects.toBe(mistake);
  expect(isOutage(undefined)).toBe(false);
});

test('a database that is not there is an outage', async () => {
  proxy.lead(1);
  proxy.cut();
  await expect(inTransaction((tx) => tx.team.count())).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  proxy.lead(Number(new URL(own.ownerUrl).port));
  expect(await database.team.count()).toBe(0);
});
