import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemActor } from '#lib/auth/load-actor.ts';
import { type Database, openDatabase } from '#lib/data/client.ts';
import { ensureShippedClasses } from '#lib/services/class/ensure-shipped-classes.ts';
import { createTestDatabase, type TestDatabase } from '#tools/test/database.ts';
import { signInPeople } from './people.ts';
import { fileRequests } from './requests.ts';
import { createTeams } from './teams.ts';

let base: TestDatabase;
let database: Database;
beforeAll(async () => {
  base = await createTestDatabase();
  database = openDatabase(base.webUrl);
});
afterAll(async () => {
  await database.$disconnect();
  await base.drop();
});

async function seed() {
  await ensureShippedClasses(systemActor('test'));
  const { as, idOf } = await signInPeople('https://id.test');
  await createTeams(as, idOf);
  await fileRequests(as);
}

async function counts() {
  const [environments, pending, users, memberships, events] = await Promise.all([
    database.environment.findMany({ select: { namespace: true }, orderBy: { namespace: 'asc' } }),
    database.request.findMany({
      where: { state: 'pending' },
      select: { type: true },
      orderBy: { number: 'asc' },
    }),
    database.user.count(),
    database.membership.count(),
    database.auditEvent.count(),
  ]);
  const namespaces = environments.map(({ namespace }) => namespace);
  return { namespaces, pending: pending.map(({ type }) => type), users, memberships, events };
}

test('the demo is what the accounts promise, and a second run adds nothing', async () => {
  await seed();
  const first = await counts();
  expect(first).toMatchObject({
    namespaces: ['payments-dev', 'payments-prod', 'search-dev', 'search-staging'],
    pending: ['create-environment', 'join-team'],
    users: 9,
    memberships: 5,
  });
  await seed();
  expect(await counts()).toEqual(first);
});
