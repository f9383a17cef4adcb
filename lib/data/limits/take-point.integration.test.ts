import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '#lib/data/client.ts';
import { createTestDatabase, type TestDatabase } from '#tools/test/database.ts';
import { type Limit, takePoint } from './take-point.ts';

let own: TestDatabase;
const before = process.env.DATABASE_URL;
const limit = (changes: Partial<Limit> = {}): Limit => ({
  name: 'test',
  points: 3,
  seconds: 60,
  withoutDatabase: 'refuse',
  ...changes,
});

beforeAll(async () => {
  own = await createTestDatabase();
  process.env.DATABASE_URL = own.webUrl;
});
afterAll(async () => {
  process.env.DATABASE_URL = before;
  await own.drop();
});

test('as many as the limit says go on, the next one waits, another person does not', async () => {
  const waits = await Promise.all(Array.from({ length: 10 }, () => takePoint(limit(), 'dana')));
  expect(waits.filter((wait) => wait === 0)).toHaveLength(3);
  for (const wait of waits.filter((each) => each > 0)) expect(wait).toBeLessThanOrEqual(60);
  expect(await takePoint(limit(), 'eli')).toBe(0);
});

test('the count is the database’s, so that a second replica continues it', async () => {
  const shared = limit({ name: 'shared' });
  for (let use = 0; use < 3; use += 1) await takePoint(shared, 'dana');
  const rows = await openDatabase(own.ownerUrl).rateLimit.findMany({ where: { key: 'shared:dana' } });
  expect(rows).toEqual([{ key: 'shared:dana', points: 3, expire: expect.any(BigInt) }]);
});

test('without the database a write is refused, and a question is counted by this process alone', async () => {
  process.env.DATABASE_URL = 'postgresql://nobody@127.0.0.1:9/nothing';
  await expect(takePoint(limit(), 'dana')).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  const counted = limit({ name: 'counted', withoutDatabase: 'count-here' });
  const waits: number[] = [];
  for (let use = 0; use < 5; use += 1) waits.push(await takePoint(counted, 'dana'));
  expect(waits.map((wait) => wait > 0)).toEqual([false, false, false, true, true]);
  process.env.DATABASE_URL = own.webUrl;
});
