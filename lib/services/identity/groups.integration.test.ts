import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordSignIn } from '#lib/data/sessions/sign-in.ts';
import { readGroups } from '#lib/domain/identity/read-groups.ts';
import { createTestDatabase } from '#tools/test/database.ts';
import { createWorld, type World } from '../request/world.test-fixture.ts';
import { listMembers } from '../team/list-members.ts';
import { removeMember } from '../team/remove-member.ts';
import { setMember } from '../team/set-member.ts';
import { addMapping } from './add-mapping.ts';
import { listMappings } from './list-mappings.ts';
import { previewMapping } from './preview-mapping.ts';
import { removeMapping } from './remove-mapping.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld(await createTestDatabase());
  const { id: classVersionId } = await world.database.environmentClassVersion.findFirstOrThrow();
  const requestedBy = world.userId('olga');
  const data = { teamId: world.teamId, slug: 'dev', namespace: 'payments-dev', quota: {}, purpose: 'x' };
  await world.database.environment.create({ data: { ...data, classVersionId, requestedBy } });
});
afterAll(() => world.end());

const generation = async () => (await world.database.environment.findFirstOrThrow()).generation;
const signIn = (name: string, claims: object) => {
  const person = { userId: world.userId(name), name, email: null, emailVerified: false };
  return recordSignIn({ ...person, said: readGroups(claims, 'groups') }, new Map());
};
const member = async (name: string) => {
  const { items } = await listMembers(await world.actor('ada'), { team: 'payments', q: name });
  const found = items.find((each) => each.name === name);
  return found === undefined ? null : { role: found.role, byHand: found.byHand, byGroup: found.byGroup };
};
const eventsOf = async (name: string) =>
  (
    await world.database.auditEvent.findMany({
      where: { objectId: world.userId(name) },
      orderBy: [{ at: 'asc' }, { id: 'asc' }],
    })
  ).map(({ actorName, action, after }) => ({ actorName, action, after }));
const map = async (group: string, team: string | null, role: 'owner' | 'developer' | 'viewer' | 'admin') =>
  addMapping(await world.actor('ada'), { group, team, role });
const unmap = async (group: string) => {
  const ada = await world.actor('ada');
  const found = (await listMappings(ada)).find((each) => each.group === group);
  return removeMapping(ada, { mappingId: found?.id ?? '' });
};

test('a group gives a role at sign-in and takes it at the next one, each with a new generation and an event', async () => {
  await world.addPerson('gus');
  const before = await generation();
  await map('payments-devs', 'payments', 'developer');
  await signIn('gus', { groups: ['payments-devs', 'other'] });
  expect(await member('gus')).toEqual({
    role: 'developer',
    byHand: null,
    byGroup: { role: 'developer', group: 'payments-devs' },
  });
  expect((await world.actor('gus')).teams.get(world.teamId)).toBe('developer');
  expect(await generation()).toBe(before + 1);
  await signIn('gus', { groups: ['payments-devs'] });
  expect(await generation()).toBe(before + 1);
  await signIn('gus', { groups: ['Payments-Devs'] });
  expect(await member('gus')).toBeNull();
  expect(await generation()).toBe(before + 2);
  expect(await eventsOf('gus')).toMatchObject([
    {
      actorName: 'identity provider',
      action: 'membership.add',
      after: { role: 'developer', group: 'payments-devs' },
    },
    { actorName: 'identity provider', action: 'membership.remove', after: { role: null } },
  ]);
});

test('the stronger of hand and group holds, and taking one leaves the other', async () => {
  const dana = await world.addPerson('dora');
  const ada = await world.actor('ada');
  await map('payments-owners', 'payments', 'owner');
  await setMember(ada, { team: 'payments', userId: dana, role: 'viewer' });
  await signIn('dora', { groups: ['payments-owners'] });
  expect(await member('dora')).toMatchObject({ role: 'owner', byHand: 'viewer' });
  await removeMember(ada, { team: 'payments', userId: dana });
  expect(await member('dora')).toMatchObject({ role: 'owner', byHand: null });
  const byHand = removeMember(ada, { team: 'payments', userId: dana });
  await expect(byHand).rejects.toMatchObject({
    code: 'CONFLICT',
    message: expect.stringContaining('payments-owners'),
  });
  await setMember(ada, { team: 'payments', userId: dana, role: 'developer' });
  await signIn('dora', { groups: [] });
  expect(await member('dora')).toEqual({ role: 'developer', byHand: 'developer', byGroup: null });
});

test('groups that can’t be read give nothing, and the trail says why', async () => {
  await world.addPerson('gwen');
  await signIn('gwen', { groups: ['payments-devs'] });
  expect(await member('gwen')).toMatchObject({ role: 'developer' });
  for (const claims of [
    {},
    { groups: ['payments-devs'], _claim_names: { groups: 'src1' } },
    { groups: 'payments-devs' },
  ]) {
    await signIn('gwen', { groups: ['payments-devs'] });
    await signIn('gwen', claims);
    expect(await member('gwen')).toBeNull();
  }
  const told = (await eventsOf('gwen')).filter(({ action }) => action === 'user.groups-unreadable');
  expect(told.map(({ after }) => after)).toEqual(
    ['missing', 'overage', 'malformed'].map((problem) => ({ problem })),
  );
});

test('a mapping holds at once for whoever is known to be in the group, after a look at whom it touches', async () => {
  await world.addPerson('gina');
  const ada = await world.actor('ada');
  await signIn('gina', { groups: ['night-shift'] });
  await signIn('vera', { groups: ['night-shift'] });
  await signIn('olga', { groups: ['night-shift'] });
  const preview = await previewMapping(ada, { group: 'night-shift', team: 'payments', role: 'developer' });
  expect(preview).toMatchObject({ people: 3, touchedInAll: 2, isThere: false });
  expect(preview.touched.map(({ name, before }) => ({ name, before }))).toEqual([
    { name: 'gina', before: null },
    { name: 'vera', before: 'viewer' },
  ]);
  const before = await generation();
  await map('night-shift', 'payments', 'developer');
  expect(await generation()).toBe(before + 1);
  expect(await member('gina')).toMatchObject({ role: 'developer' });
  expect(await member('olga')).toMatchObject({ role: 'owner', byHand: 'owner' });
  await expect(map('night-shift', 'payments', 'viewer')).rejects.toMatchObject({ code: 'CONFLICT' });
  await unmap('night-shift');
  expect(await member('gina')).toBeNull();
  expect(await member('vera')).toEqual({ role: 'viewer', byHand: 'viewer', byGroup: null });
  expect(await generation()).toBe(before + 2);
});

test('a group gives a site role beside the one by hand; nobody but an admin changes the mapping', async () => {
  await world.addPerson('gary');
  await map('platform', null, 'admin');
  await signIn('gary', { groups: ['platform'] });
  expect((await world.actor('gary')).siteRole).toBe('admin');
  await unmap('platform');
  expect((await world.actor('gary')).siteRole).toBeNull();
  for (const who of ['olga', 'vera', 'stranger']) {
    const actor = await world.actor(who);
    await expect(listMappings(actor)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const mine = addMapping(actor, { group: 'mine', team: null, role: 'admin' });
    await expect(mine).rejects.toMatchObject({ code: 'FORBIDDEN' });
  }
  await expect(map('x', 'payments', 'admin')).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  await expect(map(' x', 'payments', 'owner')).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});

test('sign-ins at once, members by hand and a mapping that goes meanwhile end in what the rows say', async () => {
  const names = ['p1', 'p2', 'p3', 'p4'];
  for (const name of names) await world.addPerson(name);
  const [ada, alan] = await Promise.all([world.actor('ada'), world.actor('alan')]);
  await map('rush', 'payments', 'viewer');
  await map('rush', 'search', 'viewer');
  const ids = (await listMappings(ada)).filter(({ group }) => group === 'rush').map(({ id }) => id);
  const results = await Promise.allSettled([
    ...names.flatMap((name) => [signIn(name, { groups: ['rush'] }), signIn(name, { groups: [] })]),
    ...names.map((name) =>
      setMember(ada, { team: 'payments', userId: world.userId(name), role: 'developer' }),
    ),
    ...ids.map((mappingId) => removeMapping(alan, { mappingId })),
  ]);
  expect(results.filter(({ status }) => status === 'rejected')).toEqual([]);
  const userId = { in: names.map(world.userId) };
  const rows = await world.database.membership.findMany({ where: { userId } });
  expect(rows.map(({ role, manualRole, groupRole }) => ({ role, manualRole, groupRole }))).toEqual(
    names.map(() => ({ role: 'developer', manualRole: 'developer', groupRole: null })),
  );
});

test('a writer that knows the role alone, as the release before, gives it by hand', async () => {
  const userId = await world.addPerson('elder');
  const row = await world.database.membership.create({
    data: { userId, teamId: world.teamId, role: 'viewer' },
  });
  expect(row).toMatchObject({ manualRole: 'viewer', groupRole: null, source: 'manual' });
  await signIn('elder', { groups: ['payments-devs'] });
  await world.database.membership.update({ where: { id: row.id }, data: { role: 'owner' } });
  expect(await member('elder')).toMatchObject({
    role: 'owner',
    byHand: 'owner',
    byGroup: { role: 'developer' },
  });
  const user = await world.database.user.update({ where: { id: userId }, data: { siteRole: 'auditor' } });
  expect(user).toMatchObject({ manualSiteRole: 'auditor', siteRole: 'auditor' });
});
