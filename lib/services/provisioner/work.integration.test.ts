import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type Database } from '#lib/data/client.ts';
import { claimEnvironment, listDue } from '#lib/data/provisioner/claims.ts';
import type { WorkState } from '#lib/domain/provisioner-views.ts';
import { createTestDatabase } from '#tools/test/database.ts';
import { createWorld, refusal, smallQuota, type World } from '../request/world.test-fixture.ts';
import { countWork } from './count-work.ts';
import { listWork } from './list-work.ts';
import { retryEnvironment } from './retry-environment.ts';
import { retryStuck } from './retry-stuck.ts';

let world: World;
let provisioner: Database;

const condition = (type: string, status: string, reason: string, message: string) => ({
  ...{ type, status, reason, message, observedGeneration: 1 },
  lastTransitionTime: '2026-11-24T12:00:00.000Z',
});
const ready = condition('Ready', 'True', 'Verified', 'All objects are in the cluster as agreed.');
const notReady = (reason: string, message: string) => condition('Ready', 'False', reason, message);
const later = new Date(Date.now() + 3_600_000);
const observed = { observedGeneration: 1 };

/** What the rows say of each environment; its slug is what it is expected to be. */
const statuses: Record<string, object> = {
  idle: { ...observed, conditions: [ready], passMs: [30, 20, 10] },
  held: { ...observed, conditions: [notReady('HealingPaused', 'Paused.')], holdsBack: true },
  waiting: {
    ...{ ...observed, nextAttemptAt: later, passMs: [900] },
    conditions: [
      notReady('NotVerified', 'Waits.'),
      condition('Reconciling', 'True', 'NotVerified', 'Waits.'),
    ],
  },
  due: {},
  working: { ...observed, leaseOwner: 'one', leasedAt: new Date(), leaseExpiresAt: later, fence: 7n },
  backing: {
    ...{ ...observed, attempts: 3, nextAttemptAt: later, passMs: [50, 4_000] },
    conditions: [notReady('Unavailable', 'ResourceQuota bailiwick could not be written: no leader')],
  },
  stalled: {
    ...{ ...observed, nextAttemptAt: later },
    conditions: [
      notReady('Forbidden', 'RoleBinding a could not be written: forbidden'),
      condition('Stalled', 'True', 'Forbidden', 'RoleBinding a could not be written: forbidden'),
    ],
  },
};

beforeAll(async () => {
  const own = await createTestDatabase();
  world = await createWorld(own);
  provisioner = createDatabase(own.provisionerUrl, 2);
  const { id: classVersionId } = await world.database.environmentClassVersion.findFirstOrThrow({
    where: { class: { slug: 'prod' } },
  });
  await provisioner.provisionerHeartbeat.create({
    data: { replica: 'one', startedAt: new Date(), beatAt: later },
  });
  const common = { teamId: world.teamId, classVersionId, quota: smallQuota, purpose: 'for tests' };
  for (const [slug, data] of Object.entries(statuses)) {
    const { id } = await world.database.environment.create({
      data: { ...common, slug, namespace: `payments-${slug}`, requestedBy: world.userId('dev') },
    });
    // Only the other end of a pause that is over calls for a pass.
    if (slug === 'held') await pauseByRows(id);
    await provisioner.environmentStatus.update({ where: { environmentId: id }, data });
  }
});
afterAll(async () => {
  await provisioner.$disconnect();
  await world.end();
});

const pauseByRows = (id: string) => world.database.$executeRaw`
  UPDATE environment SET healing_paused_at = now(), healing_paused_until = now() + interval '1 hour',
    healing_pause_reason = 'For the tests.', healing_paused_by = ${world.userId('ada')}::uuid WHERE id = ${id}::uuid`;
const at = (environment: string) => ({ team: 'payments', environment });
const slugs = async (input: Parameters<typeof listWork>[1]) =>
  (await listWork(await world.actor('ada'), input)).items.map(({ environment }) => environment.slug);
const one = async (slug: string) => {
  const { items } = await listWork(await world.actor('ada'), { q: slug });
  return items.find(({ environment }) => environment.slug === slug) ?? expect.fail(`no ${slug}`);
};
const idOf = async (slug: string) =>
  (await world.database.environment.findFirstOrThrow({ where: { slug } })).id;

test('each environment is in the state that its rows say, and all are counted', async () => {
  const states: Record<string, WorkState> = {
    ...{ idle: 'idle', held: 'held', waiting: 'waiting', due: 'due', working: 'working' },
    ...{ backing: 'backing-off', stalled: 'stalled' },
  };
  for (const [slug, state] of Object.entries(states))
    expect([slug, (await one(slug)).state]).toEqual([slug, state]);
  const { states: counts, leases } = await countWork(await world.actor('ada'));
  expect(new Set(Object.values(counts))).toEqual(new Set([1]));
  expect(leases).toEqual({ one: 1 });
});

test('what is told of one: who has it, why it does not get on, and how long its passes take', async () => {
  expect(await one('working')).toMatchObject({ lease: { replica: 'one', fence: '7' }, retryAsked: false });
  expect(await one('backing')).toMatchObject({
    ...{ reason: 'Unavailable', attempts: 3, nextTryAt: later.toISOString(), lease: null },
    ...{ why: 'ResourceQuota bailiwick could not be written: no leader' },
    ...{ lastMs: 50, p50Ms: 50, p99Ms: 4_000 },
  });
  expect(await one('idle')).toMatchObject({ why: '', lastMs: 30, p50Ms: 20, p99Ms: 30, nextTryAt: null });
});

test.each([
  ['the most pressing first', {}, ['stalled', 'backing', 'working', 'due', 'waiting', 'held', 'idle']],
  ['what is stuck', { state: 'stuck' }, ['stalled', 'backing']],
  ['one state', { state: 'due' }, ['due']],
  ['the slowest first', { sort: 'p99', direction: 'desc', pageSize: 3 }, ['backing', 'waiting', 'idle']],
  ['a page', { sort: 'namespace', page: 2, pageSize: 3 }, ['idle', 'stalled', 'waiting']],
  ['words', { q: 'AITING' }, ['waiting']],
  ['another team', { team: 'perhaps' }, []],
] as const)('the list narrows, sorts and pages in the database: %s', async (_, input, expected) => {
  expect(await slugs(input)).toEqual(expected);
});

test('a page beyond the last one still knows how many there are', async () => {
  expect(await listWork(await world.actor('ada'), { page: 99 })).toMatchObject({ items: [], total: 7 });
});

test('only who may see the cluster sees it, and only admins retry', async () => {
  for (const who of ['olga', 'stranger']) {
    expect(await refusal(listWork(await world.actor(who)), '')).toMatch(/^FORBIDDEN/);
    expect(await refusal(countWork(await world.actor(who)), '')).toMatch(/^FORBIDDEN/);
    expect(await refusal(retryStuck(await world.actor(who)), '')).toMatch(/^FORBIDDEN/);
  }
  expect(await refusal(retryEnvironment(await world.actor('olga'), at('stalled')), '')).toMatch(/^FORBIDDEN/);
  expect(await refusal(retryEnvironment(await world.actor('stranger'), at('stalled')), '')).toMatch(
    /^NOT_FOUND/,
  );
  expect(await listDue(provisioner, 100)).toEqual([await idOf('due')]);
});

test('a retry makes it due at once, is audited, and is not asked for twice', async () => {
  const ada = await world.actor('ada');
  await retryEnvironment(ada, at('stalled'));
  expect(await one('stalled')).toMatchObject({ state: 'due', retryAsked: true });
  expect(await listDue(provisioner, 100)).toContain(await idOf('stalled'));
  expect(await refusal(retryEnvironment(ada, at('stalled')), '')).toBe(
    'CONFLICT Another try of payments-stalled was asked for already and comes next.',
  );
  const claim = await claimEnvironment(provisioner, await idOf('stalled'), 'one', false);
  expect(claim).toMatchObject({ retries: 1 });
  const events = await world.database.auditEvent.findMany({ where: { action: 'environment.retry' } });
  expect(events).toMatchObject([{ actorName: 'ada', objectName: 'payments-stalled', teamId: world.teamId }]);
});

test('all that are stuck are asked for together, and where none is, that is said', async () => {
  const ada = await world.actor('ada');
  expect(await retryStuck(ada)).toEqual({ count: 1 });
  expect(await one('backing')).toMatchObject({ state: 'due', retryAsked: true });
  expect(await refusal(retryStuck(ada), '')).toBe('CONFLICT No environment is stuck any more.');
  expect(await world.database.auditEvent.count({ where: { action: 'environment.retry' } })).toBe(2);
});
