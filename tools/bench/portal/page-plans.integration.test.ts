import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#lib/auth/permissions.ts';
import { type Database, openDatabase } from '#lib/data/client.ts';
import { migrate } from '#tools/database/migrate.ts';
import { giveLogins } from '#tools/database/roles.ts';
import { createDatabase, type DatabaseServer, startDatabase } from '#tools/database/server.ts';
import { actorOf, ownerSubject, readFrame } from './as-person.ts';
import { explainEverything, explained } from './explain-log.ts';
import { fillPortal } from './fill-portal.ts';
import { pageReads } from './page-reads.ts';

// Big enough that reading a whole table is never the cheapest plan for a page.
const teams = 100;
const load = { teams, environmentsOfEach: 10, days: 8 };
const big = [
  ...['usage_sample', 'usage_rollup', 'environment_usage', 'consumption', 'observed_state'],
  ...['audit_event', 'request', 'decision', 'drift_event'],
];

let dir: string;
let server: DatabaseServer;
let web: Database;
let admin: Actor;
let owner: Actor;

beforeAll(async () => {
  // A server of its own, whose log holds what this test asks for and nothing else.
  dir = mkdtempSync(join(tmpdir(), 'bailiwick-plans-'));
  server = await startDatabase({ dir, disposable: true });
  const ownerUrl = await createDatabase(server.adminUrl, 'plans');
  await migrate(ownerUrl);
  const { webUrl } = await giveLogins(ownerUrl);
  await fillPortal(ownerUrl, load, new Date());
  await explainEverything(server.adminUrl, 'plans');
  web = openDatabase(webUrl);
  admin = await actorOf('person-1');
  owner = await actorOf(ownerSubject);
}, 300_000);
afterAll(async () => {
  await web.$disconnect();
  await server.stop();
  rmSync(dir, { recursive: true, force: true });
});

// How many rows there are at all is counted one by one, from an index or from the table, whichever is smaller just now.
const countsAll = /^SELECT COUNT\(\*\) .* WHERE 1=1 OFFSET \$1\) AS "sub"$/;

/** Big tables that were read from one end to the other, with the statements that did it. */
async function wholeReads(work: () => Promise<unknown>): Promise<Record<string, string>> {
  const statements = await explained(join(dir, 'postgres.log'), work);
  expect(statements.length).toBeGreaterThan(0);
  const chosen = statements.filter(({ sql }) => !countsAll.test(sql));
  const found = chosen.flatMap(({ sql, scanned }) =>
    scanned.filter((table) => big.includes(table)).map((table) => [table, sql] as const),
  );
  return Object.fromEntries(found);
}

// A part of a word may be anywhere, and these search more than one table at once.
const allowed: Record<string, string[]> = {
  'requests, searched': ['request'],
  'drift, searched': ['drift_event'],
};

test('the frame of every page reads no big table as a whole', async () => {
  expect(await wholeReads(() => readFrame(admin))).toEqual({});
});

test.each(pageReads(teams).map((page) => [page.name, page] as const))(
  '%s reads no big table as a whole',
  async (name, { by, read }) => {
    const found = await wholeReads(() => read(by === 'owner' ? owner : admin, 3));
    for (const table of allowed[name] ?? []) delete found[table];
    expect(found).toEqual({});
  },
);

test('a page that does read one as a whole is noticed', async () => {
  const found = await wholeReads(() => web.$queryRaw`SELECT sum(used) FROM environment_usage`);
  expect(Object.keys(found)).toEqual(['environment_usage']);
});
