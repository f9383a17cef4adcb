import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#tools/test/database.ts';
import { createDatabase, type Database } from './client.ts';

let urls: TestDatabase;
let database: Database;

beforeAll(async () => {
  urls = await createTestDatabase();
  database = createDatabase(urls.ownerUrl, 2);
});

afterAll(async () => {
  await database.$disconnect();
  await urls.drop();
});

// tools/test/no-warnings.ts fails these when a query is sent while the connection is busy.
test('sibling relations are read inside a transaction', async () => {
  const created = await database.$transaction((tx) =>
    tx.team.create({
      data: { slug: 'payments', name: 'Payments', budget: {} },
      include: { memberships: true, environments: true, requests: true },
    }),
  );
  expect(created).toMatchObject({ slug: 'payments', memberships: [], environments: [], requests: [] });
});

test('queries sent at once inside a transaction each get their own answer', async () => {
  const numbers = [1, 2, 3, 4, 5];
  const answers = await database.$transaction((tx) =>
    Promise.all(numbers.map((number) => tx.$queryRaw`SELECT ${number}::int AS number`)),
  );
  expect(answers).toEqual(numbers.map((number) => [{ number }]));
});

test('a query that fails does not hold up the next one', async () => {
  const work = database.$transaction(async (tx) => {
    await expect(tx.$queryRaw`SELECT 1 / 0`).rejects.toThrow('division by zero');
    await tx.$queryRaw`SELECT 1`;
  });
  await expect(work).rejects.toThrow('current transaction is aborted');
  expect(await database.$queryRaw`SELECT 1 AS one`).toEqual([{ one: 1 }]);
});
