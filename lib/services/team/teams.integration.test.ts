import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from '#tools/test/database.ts';
import { createWorld, smallQuota, type World } from '../request/world.test-fixture.ts';
import { archiveTeam } from './archive-team.ts';
import { createTeam } from './create-team.ts';
import { findPeople } from './find-people.ts';
import { getTeam } from './get-team.ts';
import { listJoinableTeams } from './list-joinable-teams.ts';
import { listMembers } from './list-members.ts';
import { listTeams } from './list-teams.ts';
import { removeMember } from './remove-member.ts';
import { setBudget } from './set-budget.ts';
import { setMember } from './set-member.ts';
import { updateTeam } from './update-team.ts';

let world: World;
const team = 'payments';

beforeAll(async () => {
  world = await createWorld(await createTestDatabase());
  const { id } = await world.database.environmentClassVersion.findFirstOrThrow();
  await world.database.environment.create({
    data: {
      teamId: world.teamId,
      slug: 'dev',
      namespace: 'payments-dev',
      classVersionId: id,
      quota: smallQuota,
      purpose: 'tests',
      requestedBy: world.userId('dev'),
    },
  });
});
afterAll(() => world.end());

const generation = async () =>
  (await world.database.environment.findFirstOrThrow({ where: { namespace: 'payments-dev' } })).generation;
const lastAudit = () =>
  world.database.auditEvent.findFirstOrThrow({ orderBy: [{ at: 'desc' }, { id: 'desc' }] });

test('a team is seen by its members and by site roles only', async () => {
  await expect(getTeam(await world.actor('vera'), { team })).resolves.toMatchObject({
    slug: team,
    myRole: 'viewer',
  });
  await expect(getTeam(await world.actor('ada'), { team })).resolves.toMatchObject({ myRole: null });
  const stranger = await world.actor('stranger');
  for (const work of [
    () => getTeam(stranger, { team }),
    () => listMembers(stranger, { team }),
    () => findPeople(stranger, { team, q: 'a' }),
    () => setMember(stranger, { team, userId: world.userId('stranger'), role: 'owner' }),
    () => removeMember(stranger, { team, userId: world.userId('vera') }),
    () => updateTeam(stranger, { team, version: 1, name: 'Mine', costCentre: null }),
    () => setBudget(stranger, { team, version: 1, budget: {} }),
    () => archiveTeam(stranger, { team, version: 1 }),
  ])
    await expect(work()).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const { items, total } = await listTeams(stranger, {});
  expect({ slugs: items.map(({ slug }) => slug), total }).toEqual({ slugs: ['search'], total: 1 });
});

test('an actor without any team sees none', async () => {
  await world.addPerson('newcomer');
  const newcomer = await world.actor('newcomer');
  await expect(listTeams(newcomer, {})).resolves.toMatchObject({ items: [], total: 0 });
  const joinable = await listJoinableTeams(newcomer, { q: 'PAY' });
  expect(joinable).toEqual([{ slug: team, name: team, ownerNames: ['olga'], pendingRequest: null }]);
});

test('members who may not change the team are told so', async () => {
  for (const name of ['dev', 'vera']) {
    const actor = await world.actor(name);
    await expect(
      setMember(actor, { team, userId: world.userId('stranger'), role: 'viewer' }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(setBudget(actor, { team, version: 1, budget: {} })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  }
  await expect(
    createTeam(await world.actor('olga'), { slug: 'mine', name: 'Mine', costCentre: null, budget: {} }),
  ).rejects.toMatchObject({ code: 'FORBIDDEN' });
});

test('a new member, another role and a removal each make a new generation and one audit event', async () => {
  const olga = await world.actor('olga');
  const userId = world.userId('stranger');
  const before = await generation();
  await expect(setMember(olga, { team, userId, role: 'viewer' })).resolves.toMatchObject({ role: 'viewer' });
  expect(await generation()).toBe(before + 1);
  await setMember(olga, { team, userId, role: 'developer' });
  expect(await lastAudit()).toMatchObject({
    action: 'membership.change-role',
    actorName: 'olga',
    before: { role: 'viewer' },
    after: { role: 'developer' },
    httpRequestId: 'test',
  });
  await setMember(olga, { team, userId, role: 'developer' });
  expect(await generation()).toBe(before + 2);
  await expect(removeMember(olga, { team, userId })).resolves.toEqual({ removed: true });
  expect(await generation()).toBe(before + 3);
  await expect(removeMember(olga, { team, userId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('the last owner stays, even when two owners leave at once', async () => {
  const ada = await world.actor('ada');
  const olga = world.userId('olga');
  await expect(removeMember(ada, { team, userId: olga })).rejects.toMatchObject({ code: 'CONFLICT' });
  await expect(setMember(ada, { team, userId: olga, role: 'viewer' })).rejects.toMatchObject({
    code: 'CONFLICT',
  });
  await setMember(ada, { team, userId: world.userId('dev'), role: 'owner' });
  const ends = await Promise.allSettled(
    ['olga', 'dev'].map((name) => removeMember(ada, { team, userId: world.userId(name) })),
  );
  expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const owners = (await listMembers(ada, { team, role: 'owner' })).total;
  expect(owners).toBe(1);
  for (const [name, role] of [
    ['olga', 'owner'],
    ['dev', 'developer'],
  ] as const)
    await setMember(ada, { team, userId: world.userId(name), role });
});

test('members are narrowed, sorted and paged in the database', async () => {
  const vera = await world.actor('vera');
  const list = (input: object) => listMembers(vera, { team, ...input });
  const names = async (input: object) => (await list(input)).items.map(({ name }) => name);
  expect(await names({})).toEqual(['olga', 'dev', 'vera']);
  expect(await names({ direction: 'desc' })).toEqual(['vera', 'dev', 'olga']);
  expect(await names({ sort: 'name', page: 2, pageSize: 2 })).toEqual(['vera']);
  expect(await names({ q: 'OLG' })).toEqual(['olga']);
  expect(await names({ q: '%' })).toEqual([]);
  const since = (await list({ sort: 'since' })).items.map((member) => member.since);
  expect(since).toEqual([...since].sort());
  expect(await list({ role: 'viewer', page: 9 })).toMatchObject({
    ...{ items: [], total: 1 },
    counts: { all: 3, owners: 1 },
  });
});

test('a budget never falls below what is granted', async () => {
  const ada = await world.actor('ada');
  const { version, budget } = await getTeam(ada, { team });
  expect(budget.find(({ key }) => key === 'requests.cpu')).toMatchObject({
    granted: '2',
    free: '18',
    grantedRatio: 0.1,
    segments: [{ environment: 'dev', href: '/teams/payments/environments/dev' }],
  });
  await expect(setBudget(ada, { team, version, budget: { 'requests.cpu': '1999m' } })).rejects.toMatchObject({
    code: 'OVER_BUDGET',
    fieldErrors: { 'budget.requests.cpu': '2 CPU are granted already.' },
  });
  const changed = await setBudget(ada, { team, version, budget: { 'requests.cpu': '2000m', pods: '1e2' } });
  expect(changed.budget.map(({ key, budget: amount }) => [key, amount])).toEqual([
    ['requests.cpu', '2'],
    ['pods', '100'],
  ]);
  await expect(setBudget(ada, { team, version, budget: {} })).rejects.toMatchObject({ code: 'STALE' });
});

test('another name reaches the namespaces; the loser of a race is told', async () => {
  const ada = await world.actor('ada');
  const { version } = await getTeam(ada, { team });
  const before = await generation();
  const ends = await Promise.allSettled(
    ['Payments', 'Money'].map((name) => updateTeam(ada, { team, version, name, costCentre: '' })),
  );
  expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(ends.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'STALE' } });
  expect(await generation()).toBe(before + 1);
});

test('a team is archived only when nothing lives in it, and then nothing changes it', async () => {
  const ada = await world.actor('ada');
  const { version } = await getTeam(ada, { team });
  await expect(archiveTeam(ada, { team, version })).rejects.toMatchObject({
    code: 'CONFLICT',
    message: expect.stringContaining('dev'),
  });
  const made = await createTeam(ada, {
    slug: 'empty',
    name: 'Empty',
    costCentre: ' 42 ',
    budget: { 'requests.cpu': '1000m' },
    ownerId: world.userId('vera'),
  });
  expect(made).toMatchObject({
    costCentre: '42',
    memberCount: 1,
    budget: [{ key: 'requests.cpu', budget: '1' }],
  });
  await expect(
    createTeam(ada, { slug: 'empty', name: 'Again', costCentre: null, budget: {} }),
  ).rejects.toMatchObject({ code: 'CONFLICT', fieldErrors: { slug: expect.any(String) } });
  await archiveTeam(ada, { team: 'empty', version: made.version });
  await expect(
    updateTeam(ada, { team: 'empty', version: 2, name: 'Back', costCentre: null }),
  ).rejects.toMatchObject({ code: 'CONFLICT' });
  expect((await listTeams(ada, { state: 'archived' })).items.map(({ slug }) => slug)).toEqual(['empty']);
});

test('a list is paged in a stable order', async () => {
  const ada = await world.actor('ada');
  for (const index of [1, 2, 3]) await world.addTeam(`twin${index}`, {}, {});
  const pages = await Promise.all(
    [1, 2, 3].map((page) => listTeams(ada, { q: 'twin', page, pageSize: '1' })),
  );
  expect(new Set(pages.map(({ items }) => items[0]?.slug)).size).toBe(3);
  expect(pages[0]?.total).toBe(3);
});
