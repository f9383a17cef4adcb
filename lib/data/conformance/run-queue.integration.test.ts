import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#tools/test/database.ts';
import { addEnvironment, addTeam, type TestEnvironment, type TestTeam } from '#tools/test/environment.ts';
import { createDatabase, type Database } from '../client.ts';
import { claimRun, deleteOldRuns, finishRun, requestNightlyRuns } from './run-queue.ts';

let base: TestDatabase;
let owner: Database;
let process: Database;
let team: TestTeam;
let environments: TestEnvironment[];

const score = { passed: 22, byDesign: 1, failed: 0, errors: 0, total: 23 };
const finished = { problem: null, results: [], score };
const at = (text: string) => new Date(`2026-03-${text}Z`);
const runsOf = (environmentId: string) =>
  owner.conformanceRun.findMany({ where: { environmentId }, orderBy: { requestedAt: 'asc' } });

beforeAll(async () => {
  base = await createTestDatabase();
  owner = createDatabase(base.ownerUrl, 2);
  process = createDatabase(base.conformanceUrl, 4);
  team = await addTeam(owner);
});
beforeEach(async () => {
  await owner.conformanceRun.deleteMany();
  await owner.environment.updateMany({ data: { finalizedAt: new Date() } });
  environments = [await addEnvironment(owner, team), await addEnvironment(owner, team)];
  const readyAt = at('01T00:00:00');
  for (const { id } of environments)
    await owner.environmentStatus.update({ where: { environmentId: id }, data: { readyAt } });
});
afterAll(async () => {
  await Promise.all([owner.$disconnect(), process.$disconnect()]);
  await base.drop();
});

async function finishAll(): Promise<number> {
  let count = 0;
  for (let run = await claimRun(process); run !== null; run = await claimRun(process)) {
    await finishRun(process, run, finished);
    count += 1;
  }
  return count;
}

test('each ready environment is checked once at first and then once a night, at a minute of its own', async () => {
  expect(await requestNightlyRuns(process, at('10T12:00:00'))).toBe(2);
  expect(await requestNightlyRuns(process, at('10T12:00:30'))).toBe(0);
  expect(await finishAll()).toBe(2);
  expect(await requestNightlyRuns(process, at('10T23:59:00'))).toBe(0);

  const minutes: number[] = [];
  for (let minute = 0; minute <= 300; minute += 15) {
    const now = new Date(at('11T01:00:00').getTime() + minute * 60_000);
    const asked = await requestNightlyRuns(process, now);
    for (let count = 0; count < asked; count += 1) minutes.push(minute);
    await finishAll();
  }
  expect(minutes).toHaveLength(2);
  expect(Math.max(...minutes)).toBeLessThanOrEqual(240);
  expect(await requestNightlyRuns(process, at('11T22:00:00'))).toBe(0);
});

test('what is not ready or leaves is not checked', async () => {
  const [first, second] = environments.map(({ id }) => id);
  if (first === undefined || second === undefined) throw new Error('There are no environments.');
  await owner.environmentStatus.update({ where: { environmentId: first }, data: { readyAt: null } });
  const deleteAfter = new Date(Date.now() + 60_000);
  await owner.environment.update({ where: { id: second }, data: { deleteAfter } });
  expect(await requestNightlyRuns(process, at('10T12:00:00'))).toBe(0);
});

test('a run is claimed once, by one process', async () => {
  await requestNightlyRuns(process, at('10T12:00:00'));
  const claims = await Promise.all([claimRun(process), claimRun(process), claimRun(process)]);
  const claimed = claims.flatMap((claim) => claim?.id ?? []);
  expect(new Set(claimed).size).toBe(claimed.length);
  expect(claimed.length + (await finishAll())).toBe(2);
});

test('a run that was left behind is taken over, and the first process writes nothing any more', async () => {
  await requestNightlyRuns(process, at('10T12:00:00'));
  const lost = await claimRun(process);
  if (lost === null) throw new Error('Nothing was claimed.');
  const startedAt = new Date(Date.now() - 11 * 60_000);
  await owner.conformanceRun.update({
    where: { id: lost.id },
    data: { startedAt, requestedAt: at('01T00:00:00') },
  });
  const again = await claimRun(process);
  expect(again).toMatchObject({ id: lost.id, attempts: 2, namespace: lost.namespace });
  expect(await finishRun(process, lost, { ...finished, problem: 'late' })).toBe(false);
  expect(again && (await finishRun(process, again, finished))).toBe(true);
  const row = await owner.conformanceRun.findUniqueOrThrow({ where: { id: lost.id } });
  expect(row).toMatchObject({ problem: null, passed: 22, byDesign: 1 });
});

test('old runs go, the last one of an environment stays', async () => {
  const [first] = environments;
  if (first === undefined) throw new Error('There is no environment.');
  for (const day of ['01', '02', '03']) {
    await requestNightlyRuns(process, at(`${day}T12:00:00`));
    await finishAll();
  }
  await owner.conformanceRun.updateMany({ data: { finishedAt: at('03T12:00:00') } });
  await deleteOldRuns(process, at('04T00:00:00'), 90);
  expect(await runsOf(first.id)).toHaveLength(3);
  await deleteOldRuns(process, new Date('2026-07-01T00:00:00Z'), 90);
  const left = await runsOf(first.id);
  expect(left.map(({ requestedAt }) => requestedAt)).toEqual([at('03T12:00:00')]);
});
