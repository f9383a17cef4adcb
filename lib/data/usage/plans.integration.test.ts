import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillPortal } from '#tools/bench/portal/fill-portal.ts';
import { createTestDatabase, type TestDatabase } from '#tools/test/database.ts';
import { createDatabase, type Database, type Queryable } from '../client.ts';
import { listUsageRows } from '../environment/usage-rows.ts';
import { Prisma } from '../generated/client.ts';
import { listUsageAfter } from './environment-usage-rows.ts';
import { listOverAsking, listUsageCells, listUsageTeams } from './team-usage-rows.ts';
import { listUseRows } from './use-rows.ts';

// Big enough that reading a whole table is never the cheapest plan for a page.
const load = { teams: 150, environmentsOfEach: 5, days: 8 };
const now = new Date();
const big = ['usage_sample', 'usage_rollup', 'environment_usage'];

let urls: TestDatabase;
let owner: Database;
let web: Database;
let team: { id: string; environments: { id: string }[] };

beforeAll(async () => {
  urls = await createTestDatabase();
  owner = createDatabase(urls.ownerUrl, 2);
  web = createDatabase(urls.webUrl, 2);
  await fillPortal(urls.ownerUrl, load, now);
  team = await owner.team.findUniqueOrThrow({
    where: { slug: 'load7' },
    select: { id: true, environments: { select: { id: true } } },
  });
}, 180_000);
afterAll(async () => {
  await owner.$disconnect();
  await web.$disconnect();
  await urls.drop();
});

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  Plans?: Plan[];
}

/** A database that explains each raw query before it answers it; `plans` collects what it says. */
function explaining(database: Database, plans: Plan[]): Queryable {
  const ask = async (text: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) => {
    const query = 'raw' in text ? Prisma.sql(text, ...values) : text;
    const [row] = await database.$queryRaw<
      { 'QUERY PLAN': { Plan: Plan }[] }[]
    >`EXPLAIN (FORMAT JSON) ${query}`;
    for (const { Plan } of row?.['QUERY PLAN'] ?? []) plans.push(Plan);
    return database.$queryRaw(query);
  };
  return new Proxy(database, {
    get: (target, name) => (name === '$queryRaw' ? ask : Reflect.get(target, name)),
  });
}

/** The tables that a plan reads from one end to the other. */
function scanned(plan: Plan): string[] {
  const own = plan['Node Type'] === 'Seq Scan' ? [plan['Relation Name'] ?? ''] : [];
  return [...own, ...(plan.Plans ?? []).flatMap(scanned)];
}

const bigScans = (plans: readonly Plan[]) => plans.flatMap(scanned).filter((table) => big.includes(table));
const scope = { kind: 'all' } as const;
const order = {
  q: undefined,
  key: 'requests.cpu',
  sort: 'share',
  direction: 'desc',
  skip: 0,
  take: 25,
} as const;
const day = 86_400_000;

test.each<[string, (db: Queryable) => Promise<unknown>]>([
  ['teams of the organisation page', (db) => listUsageTeams(db, order)],
  ['cells of the organisation page', (db) => listUsageCells(db, [team.id], ['pods'])],
  ['who asks for too much', (db) => listOverAsking(db, 'pods')],
  [
    'a piece of an export',
    (db) => listUsageAfter(db, scope, undefined, { namespace: 'load5-e1', key: 'pods' }, 50),
  ],
  ['the export of a team', (db) => listUsageAfter(db, { kind: 'teams', ids: [team.id] }, 'load7', null, 50)],
  [
    'the history of a team',
    (db) => listUsageRows(db, { teamId: team.id }, new Date(now.getTime() - day), 5, now),
  ],
  [
    'the long history of an environment',
    (db) =>
      listUsageRows(
        db,
        { environmentId: team.environments[0]?.id ?? '' },
        new Date(now.getTime() - 90 * day),
        720,
        now,
      ),
  ],
  [
    'the evidence for many requests',
    (db) =>
      listUseRows(
        db,
        team.environments.map(({ id }, no) => ({
          no,
          subject: id,
          keys: ['requests.cpu', 'pods'],
          until: now,
        })),
        14,
      ),
  ],
])('%s reads no big table as a whole', async (_title, read) => {
  const plans: Plan[] = [];
  await read(explaining(web, plans));
  expect(plans.length).toBeGreaterThan(0);
  expect(bigScans(plans)).toEqual([]);
});

test('a query that does read one as a whole is noticed', async () => {
  const plans: Plan[] = [];
  await explaining(web, plans).$queryRaw`SELECT sum(used) FROM environment_usage`;
  expect(bigScans(plans)).toEqual(['environment_usage']);
});
