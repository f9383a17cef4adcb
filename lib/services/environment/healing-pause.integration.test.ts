import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from '#tools/test/database.ts';
import { createWorld, refusal, smallQuota, type World } from '../request/world.test-fixture.ts';
import { getEnvironment } from './get-environment.ts';
import { listEnvironments } from './list-environments.ts';
import { pauseHealing } from './pause-healing.ts';
import { resumeHealing } from './resume-healing.ts';

let world: World;
const address = { team: 'payments', environment: 'dev' };
const pause = { ...address, reason: 'The incident of today needs it.', hours: 2 };

beforeAll(async () => {
  world = await createWorld(await createTestDatabase());
  const { id: classVersionId } = await world.database.environmentClassVersion.findFirstOrThrow({
    where: { class: { slug: 'prod' } },
  });
  const common = { teamId: world.teamId, classVersionId, quota: smallQuota, purpose: 'for tests' };
  await world.database.environment.create({
    data: { ...common, slug: 'dev', namespace: 'payments-dev', requestedBy: world.userId('dev') },
  });
});
afterAll(() => world.end());

const paused = async () => (await listEnvironments(await world.actor('vera'), { state: 'paused' })).total;
const row = () => world.database.environment.findFirstOrThrow({ where: { slug: 'dev' } });

test('only an admin pauses and ends a pause; strangers find nothing', async () => {
  for (const who of ['olga', 'dev', 'vera']) {
    expect(await refusal(pauseHealing(await world.actor(who), pause), '')).toMatch(/^FORBIDDEN/);
    expect(await refusal(resumeHealing(await world.actor(who), address), '')).toMatch(/^FORBIDDEN/);
  }
  expect(await refusal(pauseHealing(await world.actor('stranger'), pause), '')).toMatch(/^NOT_FOUND/);
  expect(await refusal(resumeHealing(await world.actor('stranger'), address), '')).toMatch(/^NOT_FOUND/);
  expect((await row()).healingPausedUntil).toBeNull();
});

test.each([
  [{ reason: 'short' }, 'reason', /at least 10 characters/],
  [{ hours: 25 }, 'hours', /At most 24 hours/],
  [{ hours: 0 }, 'hours', /At least one hour/],
  [{ hours: 1.5 }, 'hours', /whole number/],
])('%j is refused with words', async (change, field, words) => {
  const ada = await world.actor('ada');
  expect(await refusal(pauseHealing(ada, { ...pause, ...change }), field)).toMatch(words);
});

test('a pause is shown to everybody who sees the environment, changes no generation, and ends early', async () => {
  const ada = await world.actor('ada');
  const { generation } = await row();
  expect(await paused()).toBe(0);
  await pauseHealing(ada, pause);
  const { healingPause } = await getEnvironment(await world.actor('vera'), address);
  expect(healingPause).toMatchObject({ reason: pause.reason, by: 'ada' });
  expect(Date.parse(healingPause?.until ?? '') - Date.parse(healingPause?.since ?? '')).toBe(7_200_000);
  expect(await paused()).toBe(1);
  expect((await row()).generation).toBe(generation);
  expect(await refusal(pauseHealing(ada, pause), '')).toBe(
    'CONFLICT Healing of payments-dev is paused already. End that pause first.',
  );
  await resumeHealing(ada, address);
  expect((await getEnvironment(ada, address)).healingPause).toBeNull();
  expect(await refusal(resumeHealing(ada, address), '')).toBe(
    'CONFLICT Healing of payments-dev is not paused.',
  );
  const events = await world.database.auditEvent.findMany({
    where: { action: { contains: 'healing' } },
    orderBy: { at: 'asc' },
  });
  expect(events).toMatchObject([
    { action: 'environment.pause-healing', actorName: 'ada', after: { reason: pause.reason } },
    { action: 'environment.resume-healing', actorName: 'ada', before: { reason: pause.reason } },
  ]);
});

test('a pause that is over is shown no more and makes room for another', async () => {
  await world.database.$executeRaw`
    UPDATE environment SET healing_paused_at = now() - interval '2 hours', healing_paused_until = now() - interval '1 hour',
      healing_pause_reason = 'long ago', healing_paused_by = ${world.userId('ada')}::uuid`;
  expect(await paused()).toBe(0);
  expect((await getEnvironment(await world.actor('vera'), address)).healingPause).toBeNull();
  await pauseHealing(await world.actor('ada'), pause);
  expect(await paused()).toBe(1);
});

test('the database itself refuses more than 24 hours', async () => {
  await expect(
    world.database
      .$executeRaw`UPDATE environment SET healing_paused_until = healing_paused_at + interval '25 hours'`,
  ).rejects.toThrow('environment_healing_pause_ends');
});
