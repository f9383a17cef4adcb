import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type Database } from '#lib/data/client.ts';
import { createTestDatabase } from '#tools/test/database.ts';
import { getRequest } from './get-request.ts';
import { listRequests } from './list-requests.ts';
import { writePastUse } from './past-use.test-fixture.ts';
import { requestTools } from './tools.test-fixture.ts';
import { createWorld, smallQuota, type World } from './world.test-fixture.ts';

let world: World;
let provisioner: Database;
beforeAll(async () => {
  const own = await createTestDatabase();
  world = await createWorld(own);
  provisioner = createDatabase(own.provisionerUrl, 2);
});
afterAll(async () => {
  await provisioner.$disconnect();
  await world.end();
});

const { ask, approve, environment, create } = requestTools(() => world);

async function made(slug: string) {
  const { number } = await ask('dev', 'create-environment', create(slug));
  await approve(number);
  return environment(slug);
}
const resize = (slug: string, over: object) =>
  ask('dev', 'resize-environment', { generation: 1, quota: { ...smallQuota, ...over } }, slug);
const evidenceOf = async (number: number, who = 'ada') =>
  (await getRequest(await world.actor(who), { number })).evidence;

test('before anything was measured that is what is said', async () => {
  await made('fresh');
  const { number } = await resize('fresh', { 'requests.cpu': '3' });
  expect(await evidenceOf(number)).toMatchObject({
    verdict: { tone: 'unknown', sentence: 'Nothing was measured of CPU requests: too little to tell.' },
    keys: [{ key: 'requests.cpu', beforeText: '2 CPU', afterText: '3 CPU', use: null }],
  });
});

test('a resize shows what was used of each key that changes, by hours and by the minutes since', async () => {
  const { id } = await made('busy');
  await writePastUse(provisioner, id, { daysAgo: 20, key: 'requests.cpu', cores: 0.5, hard: 2 });
  await writePastUse(provisioner, id, { daysAgo: 3, key: 'requests.cpu', cores: 1.9, hard: 2 });
  const { number } = await resize('busy', { 'requests.cpu': '3' });
  const evidence = await evidenceOf(number, 'vera');
  expect(evidence?.verdict).toMatchObject({ tone: 'fits' });
  expect(evidence?.verdict.sentence).toMatch(
    /^CPU requests reached 95 % on \d of 14 days: the request fits\.$/,
  );
  expect(evidence?.keys).toMatchObject([
    {
      use: {
        p50: { text: '0.5 CPU', ratio: 0.25 },
        p95: { text: '1.9 CPU', ratio: 0.95, ratioAfter: 0.6333 },
        highText: 'within the last day',
        unusedText: '0.1 CPU of the 1 CPU asked for',
      },
      budgetText: '5 CPU of 20 CPU',
    },
  ]);
  expect(evidence?.keys[0]?.use?.points).toHaveLength(14);
  const inbox = await listRequests(await world.actor('ada'), { view: 'inbox' });
  const peaks = new Map(inbox.items.map((item) => [item.number, item.peak]));
  expect(peaks.get(number)).toBe('CPU requests used to 95 %');
  expect([...peaks.values()]).toContain(null);
});

test('what the quota refused speaks for more of it', async () => {
  const { id } = await made('refused');
  const message =
    'pods "web-1" is forbidden: exceeded quota: bailiwick, requested: requests.cpu=1, used: requests.cpu=2, limited: requests.cpu=2';
  const at = new Date(Date.now() - 3 * 86_400_000);
  await provisioner.denial.create({
    data: {
      environmentId: id,
      fingerprint: 'a'.repeat(32),
      ownerKind: 'ReplicaSet',
      ownerName: 'web',
      message,
      firstAt: at,
      lastAt: at,
      version: 1n,
      resolvedAt: at,
    },
  });
  const { number } = await resize('refused', { 'requests.cpu': '3' });
  expect((await evidenceOf(number))?.verdict).toEqual({
    tone: 'fits',
    sentence: 'The cluster refused workloads for lack of CPU requests: the request fits.',
  });
});

test('a roll-up that is hours behind is no evidence', async () => {
  const { id } = await made('behind');
  await writePastUse(provisioner, id, { daysAgo: 20, key: 'requests.cpu', cores: 1.9, hard: 2 });
  const marks = await provisioner.usageRollupMark.findMany();
  await provisioner.usageRollupMark.updateMany({ data: { doneUntil: new Date(Date.now() - 3 * 3_600_000) } });
  const { number } = await resize('behind', { 'requests.cpu': '3' });
  expect((await evidenceOf(number))?.verdict.tone).toBe('unknown');
  for (const { minutes, doneUntil } of marks)
    await provisioner.usageRollupMark.update({ where: { minutes }, data: { doneUntil } });
  expect((await evidenceOf(number))?.verdict.tone).toBe('fits');
});

test('for a new environment the others of the team are shown', async () => {
  const { number } = await ask('dev', 'create-environment', create('next'));
  const evidence = await evidenceOf(number);
  expect(evidence?.neighbours.map(({ slug }) => slug)).toEqual(['behind', 'busy', 'fresh', 'refused']);
  expect(evidence?.neighbours[1]?.cells[0]).toMatchObject({
    hardText: '2 CPU',
    maxText: '1.9 CPU',
    ratio: 0.95,
  });
  expect(evidence?.verdict.tone).toBe('unknown');
});
