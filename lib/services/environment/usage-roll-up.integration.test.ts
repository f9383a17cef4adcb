import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type Database } from '#lib/data/client.ts';
import { deleteOldUsage } from '#lib/data/provisioner/delete-old-usage.ts';
import { rollUpUsage } from '#lib/data/provisioner/roll-up-usage.ts';
import { measureTeams, sumTeamUsage } from '#lib/data/provisioner/team-usage.ts';
import { saveUsages } from '#lib/data/provisioner/usage.ts';
import { createRandom } from '#tools/chaos/random.ts';
import { createTestDatabase } from '#tools/test/database.ts';
import { createWorld, smallQuota, type World } from '../request/world.test-fixture.ts';
import { usageHistory } from './usage-history.ts';

let world: World;
let provisioner: Database;
const ids: string[] = [];
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
// Time stands still here: three days of samples that end at a quarter past ten.
const now = new Date('2026-11-20T10:15:00Z');
const key = 'requests.cpu';

beforeAll(async () => {
  const own = await createTestDatabase();
  world = await createWorld(own);
  provisioner = createDatabase(own.provisionerUrl, 2);
  for (const slug of ['one', 'two', 'gone']) ids.push(await addEnvironment(slug));
  await provisioner.environment.update({
    where: { id: ids[2] ?? '' },
    data: { finalizedAt: new Date(now.getTime() - 30 * hour) },
  });
  const { below } = createRandom(7);
  const samples = ids.flatMap((environmentId) =>
    Array.from({ length: 400 }, () => ({
      ...{ environmentId, key, hard: 8 },
      at: new Date(now.getTime() - below(3 * 24 * 240) * 15_000),
      used: below(8000) / 1000,
    })),
  );
  await provisioner.usageSample.createMany({ data: samples, skipDuplicates: true });
});
afterAll(async () => {
  await provisioner.$disconnect();
  await world.end();
});

async function addEnvironment(slug: string): Promise<string> {
  const { id: classVersionId } = await world.database.environmentClassVersion.findFirstOrThrow({
    where: { class: { slug: 'prod' } },
  });
  const { id } = await world.database.environment.create({
    data: {
      ...{ teamId: world.teamId, slug, namespace: `payments-${slug}`, classVersionId, quota: smallQuota },
      ...{ purpose: 'tests', requestedBy: world.userId('dev'), approvedBy: world.userId('ada') },
    },
  });
  await saveUsages(provisioner, new Map([[id, { [key]: { used: '1500m', hard: '2' } }]]));
  return id;
}

const subjects = () => [
  { environmentId: ids[0] ?? '' },
  { environmentId: ids[2] ?? '' },
  { teamId: world.teamId },
];
const ranges = ['24h', '7d', '30d', '90d'] as const;

async function histories() {
  const all = [];
  for (const of of subjects())
    for (const range of ranges)
      all.push(await usageHistory(provisioner, of, range, (_, limits, at) => limits[at] ?? null, now));
  return all;
}

async function rollUp(until: Date): Promise<void> {
  // One team at a time, and the rest another time: neither makes a difference.
  while ((await rollUpUsage(provisioner, until, 1)) === 'more');
}

/** Ten rows at a time, so that every stretch takes several tries. */
async function tidy(until: Date): Promise<void> {
  while ((await deleteOldUsage(provisioner, until, 10)) === 'more');
}

const rows = () =>
  provisioner.usageRollup.findMany({
    orderBy: [{ subjectId: 'asc' }, { minutes: 'asc' }, { key: 'asc' }, { at: 'asc' }],
  });

test('a history reads the same from samples, from roll-ups, and from both', async () => {
  const before = await histories();
  // The one that is gone went before the last day began.
  expect(before.filter(({ series }) => (series[0]?.points.length ?? 0) > 3)).toHaveLength(11);
  await rollUp(new Date(now.getTime() - 40 * hour));
  expect(await histories()).toEqual(before);
  await rollUp(now);
  expect(await provisioner.usageRollup.count({ where: { minutes: 60 } })).toBeGreaterThan(50);
  expect(await histories()).toEqual(before);
});

test('rolling up again, or in other steps, changes nothing', async () => {
  const before = await rows();
  expect(await rollUpUsage(provisioner, now)).toBe('done');
  expect(await rows()).toEqual(before);
  await provisioner.usageRollupMark.deleteMany();
  await rollUp(new Date(now.getTime() - 7 * hour - 13 * minute));
  await rollUp(now);
  expect(await rows()).toEqual(before);
});

test('only one replica rolls up at a time', async () => {
  await provisioner.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('bailiwick usage roll-up', 0))`;
    expect(await rollUpUsage(provisioner, now)).toBe('busy');
  });
  expect(await rollUpUsage(provisioner, now)).toBe('done');
});

test('what is old goes, grain by grain, and the history of each range stays as it was', async () => {
  const before = await histories();
  await tidy(now);
  const old = { at: { lt: new Date(now.getTime() - 2 * day) } };
  expect(await provisioner.usageSample.count({ where: { ...old, environmentId: ids[0] ?? '' } })).toBe(1);
  expect(await histories()).toEqual(before);
  const later = new Date(now.getTime() + 9 * day);
  await tidy(later);
  expect(await provisioner.usageRollup.count({ where: { minutes: 5, subjectId: world.teamId } })).toBe(1);
  const { series } = await usageHistory(provisioner, { teamId: world.teamId }, '24h', () => null, later);
  // What was the case when everything was last heard of still holds.
  expect(series[0]?.points).toHaveLength(1);
});

test('a team’s sums are those of its live environments, and what it needed is measured by time', async () => {
  await sumTeamUsage(provisioner);
  const sums = () => provisioner.teamUsage.findMany({ where: { teamId: world.teamId, key } });
  expect(await sums()).toMatchObject([{ environments: 2, granted: { d: [4] }, measuredAt: null }]);
  expect(Number((await sums())[0]?.used)).toBe(3);

  // Four cores for nine tenths of the time, and seven for the rest of it.
  const begin = new Date(now.getTime() - 10 * day);
  await provisioner.usageRollup.deleteMany();
  await provisioner.usageRollup.createMany({
    data: [
      [0, 4],
      [9 * day, 7],
    ].map(([after = 0, used = 0]) => ({
      ...{ subjectId: world.teamId, minutes: 60, key, at: new Date(begin.getTime() + after) },
      ...{ peak: used, hard: 8, lastUsed: used, lastHard: 8 },
    })),
  });
  expect(await measureTeams(provisioner, now, 10)).toBe(1);
  expect((await sums()).map(({ p95, peak, days }) => [Number(p95), Number(peak), days])).toEqual([
    [7, 7, 10],
  ]);
  expect(await measureTeams(provisioner, new Date(now.getTime() + 10 * minute), 10)).toBe(0);

  await provisioner.usageRollup.updateMany({
    where: { at: new Date(begin.getTime() + 9 * day) },
    data: { at: new Date(now.getTime() - 8 * hour) },
  });
  await measureTeams(provisioner, new Date(now.getTime() + 2 * hour), 10);
  expect((await sums()).map(({ p95, peak }) => [Number(p95), Number(peak)])).toEqual([[4, 7]]);
});
