import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type Database } from '#lib/data/client.ts';
import { addUsageSamples } from '#lib/data/provisioner/usage.ts';
import { createTestDatabase } from '#tools/test/database.ts';
import { createWorld, smallQuota, type World } from '../request/world.test-fixture.ts';
import { getTeamUsageHistory } from '../team/get-team-usage-history.ts';
import { getUsageHistory } from './get-usage-history.ts';

let world: World;
let provisioner: Database;
const ids = new Map<string, string>();
const minute = 60_000;
const hour = 60 * minute;
// A full hour, so that the buckets of every range are known; four hours ago lie in all of them.
const begin = Math.floor(Date.now() / hour) * hour - 4 * hour;

beforeAll(async () => {
  const own = await createTestDatabase();
  world = await createWorld(own);
  provisioner = createDatabase(own.provisionerUrl, 2);
  for (const slug of ['one', 'two', 'gone', 'still']) await addEnvironment(slug);
});
afterAll(async () => {
  await provisioner.$disconnect();
  await world.end();
});

async function addEnvironment(slug: string): Promise<void> {
  const { id: classVersionId } = await world.database.environmentClassVersion.findFirstOrThrow({
    where: { class: { slug: 'prod' } },
  });
  const { id } = await world.database.environment.create({
    data: {
      teamId: world.teamId,
      slug,
      namespace: `payments-${slug}`,
      classVersionId,
      quota: smallQuota,
      purpose: 'tests',
      requestedBy: world.userId('dev'),
      approvedBy: world.userId('ada'),
    },
  });
  ids.set(slug, id);
  const usage = Object.fromEntries(
    Object.entries(smallQuota).map(([key, hard]) => [key, { used: '0', hard }]),
  );
  await provisioner.environmentStatus.update({ where: { environmentId: id }, data: { usage } });
}
const idOf = (slug: string) => ids.get(slug) ?? expect.fail(`no ${slug}`);

async function sample(slug: string, minutes: number, used: number | string, hard = 4, key = 'requests.cpu') {
  const at = new Date(begin + minutes * minute);
  await provisioner.usageSample.create({ data: { environmentId: idOf(slug), key, at, used, hard } });
}

type Range = '24h' | '7d' | '30d' | '90d';
const told = (points: { at: string; used: string; hard: string }[]) =>
  points.map(({ at, used, hard }) => `${(Date.parse(at) - begin) / minute}: ${used} of ${hard}`);

async function ofOne(slug: string, range: Range, key = 'requests.cpu') {
  const input = { team: 'payments', environment: slug, range };
  const { series } = await getUsageHistory(await world.actor('vera'), input);
  return told(series.find((each) => each.key === key)?.points ?? []);
}

async function ofTeam(range: Range, key = 'requests.cpu') {
  const { series } = await getTeamUsageHistory(await world.actor('vera'), { team: 'payments', range });
  return told(series.find((each) => each.key === key)?.points ?? []);
}

test('a bucket shows its peak with the limit of then, and what it leaves holds in the next', async () => {
  await sample('one', 0, 1);
  await sample('one', 1, '3.5');
  await sample('one', 2, 2, 8);
  expect(await ofOne('one', '24h')).toEqual(['0: 3500m of 4', '5: 2 of 8']);
  expect(await ofOne('one', '7d')).toEqual(['0: 3500m of 4', '60: 2 of 8']);
});

test('what was the case before the history begins is its first point', async () => {
  await sample('still', -30 * 24 * 60, 12, 50, 'pods');
  const points = await ofOne('still', '24h', 'pods');
  expect(points).toHaveLength(1);
  expect(points[0]).toMatch(/: 12 of 50$/);
});

test('a team is the sum of its environments at each moment, also where one of them has no sample', async () => {
  expect(await ofTeam('24h')).toEqual(['0: 3500m of 4', '5: 2 of 8']);
  await sample('two', 10, '0.000000001');
  await sample('two', 31, 3);
  // The peaks of both do not meet: 3 + 1 and 2.5 + 1 in one bucket are no 3 + 2.5.
  await sample('one', 32, 1, 8);
  await sample('one', 33, '2.5', 8);
  await sample('two', 33, 1);
  expect(await ofTeam('24h')).toEqual([
    '0: 3500m of 4',
    '5: 2 of 8',
    '10: 2000000001n of 12',
    '30: 5 of 12',
    '35: 3500m of 12',
  ]);
});

test('an environment that is gone counts until it went', async () => {
  await sample('gone', 40, 10, 10);
  const at = new Date(begin + 52 * minute);
  await provisioner.environment.update({ where: { id: idOf('gone') }, data: { finalizedAt: at } });
  expect((await ofTeam('24h')).slice(-3)).toEqual(['35: 3500m of 12', '40: 13500m of 22', '55: 3500m of 12']);
});

test('the use of a team is measured against its budget', async () => {
  const { series } = await getTeamUsageHistory(await world.actor('vera'), { team: 'payments', range: '24h' });
  const { budget } = await world.database.team.findUniqueOrThrow({ where: { id: world.teamId } });
  const whole = Number((budget as Record<string, string>)['requests.cpu']);
  expect(whole).toBeGreaterThan(0);
  const [first] = series.find(({ key }) => key === 'requests.cpu')?.points ?? [];
  expect(first?.ratio).toBeCloseTo(3.5 / whole, 6);
});

test('teams of others have no history', async () => {
  const work = getTeamUsageHistory(await world.actor('stranger'), { team: 'payments', range: '24h' });
  await expect(work).rejects.toMatchObject({ code: 'NOT_FOUND', message: 'The team was not found.' });
});

test('of one stretch the last sample stays', async () => {
  const still = idOf('still');
  const kept = () => world.database.usageSample.findMany({ where: { environmentId: still, key: 'secrets' } });
  // Two in one stretch, wherever in it the test begins.
  for (const used of ['4', '5', '6'])
    await addUsageSamples(provisioner, new Map([[still, { secrets: { used, hard: '50' } }]]));
  const rows = await kept();
  expect(rows.length).toBeLessThan(3);
  expect(Math.max(...rows.map(({ used }) => Number(used)))).toBe(6);
});
