import { afterAll, beforeAll, expect, test } from 'vitest';
import { sessionAdapter } from '#lib/data/sessions/adapter.ts';
import { createTestDatabase } from '#tools/test/database.ts';
import { createWorld, type World } from '../request/world.test-fixture.ts';
import { listUsers } from './list-users.ts';
import { setSiteRole } from './set-site-role.ts';
import { setUserDisabled } from './set-user-disabled.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld(await createTestDatabase());
});
afterAll(() => world.end());

test('only site roles see everyone; the list can be searched, filtered and sorted', async () => {
  const ada = await world.actor('ada');
  const all = await listUsers(ada, { sort: 'name', direction: 'desc', pageSize: 2 });
  expect(all.items.map(({ name }) => name)).toEqual(['vera', 'stranger']);
  expect(all.total).toBe(6);
  const admins = await listUsers(ada, { role: 'admin', state: 'active' });
  expect(admins.items.map(({ name }) => name)).toEqual(['ada', 'alan']);
  await world.database.user.update({ where: { id: world.userId('dev') }, data: { email: 'dev@id.test' } });
  for (const direction of ['asc', 'desc'])
    expect((await listUsers(ada, { sort: 'email', direction })).items[0]?.name).toBe('dev');
  expect((await listUsers(ada, { q: 'VER' })).items.map(({ name }) => name)).toEqual(['vera']);
  for (const who of ['olga', 'dev', 'stranger'])
    await expect(listUsers(await world.actor(who), {})).rejects.toMatchObject({ code: 'FORBIDDEN' });
});

test('a site role is given and recorded; an owner of a team gives none', async () => {
  const userId = await world.addPerson('audra');
  const given = await setSiteRole(await world.actor('ada'), { userId, siteRole: 'auditor' });
  expect(given.siteRole).toBe('auditor');
  const [event] = await world.database.auditEvent.findMany({ where: { objectId: userId } });
  expect(event).toMatchObject({
    actorName: 'ada',
    action: 'user.set-site-role',
    before: { siteRole: null, disabled: false },
    after: { siteRole: 'auditor', disabled: false },
    httpRequestId: 'test',
  });
  for (const who of ['olga', 'audra'])
    await expect(setSiteRole(await world.actor(who), { userId, siteRole: 'admin' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
});

test('whoever is disabled loses his sessions at once, and namespaces follow', async () => {
  const userId = world.userId('vera');
  const adapter = sessionAdapter('https://id.test', { absoluteMs: 3_600_000 });
  const expires = new Date(Date.now() + 3_600_000);
  await adapter.createSession({ sessionToken: 'vera-token', userId, expires });
  const { id: classVersionId } = await world.database.environmentClassVersion.findFirstOrThrow();
  const { id } = await world.database.environment.create({
    data: {
      teamId: world.teamId,
      slug: 'dev',
      namespace: 'payments-dev',
      classVersionId,
      quota: {},
      purpose: 'x',
      requestedBy: userId,
    },
  });
  const disabled = await setUserDisabled(await world.actor('ada'), { userId, disabled: true });
  expect(disabled.disabled).toBe(true);
  expect(await world.database.session.count({ where: { userId } })).toBe(0);
  await expect(world.actor('vera')).rejects.toThrow('may not sign in');
  expect((await world.database.environment.findUniqueOrThrow({ where: { id } })).generation).toBe(2);
  await setUserDisabled(await world.actor('ada'), { userId, disabled: false });
  expect(await world.actor('vera')).toMatchObject({ name: 'vera' });
  expect((await world.database.environment.findUniqueOrThrow({ where: { id } })).generation).toBe(3);
});

test('nobody changes his own account', async () => {
  const ada = await world.actor('ada');
  const userId = ada.userId;
  await expect(setSiteRole(ada, { userId, siteRole: null })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(setUserDisabled(ada, { userId, disabled: true })).rejects.toMatchObject({ code: 'FORBIDDEN' });
});

test('two admins who remove each other at once leave one', async () => {
  const [ada, alan] = await Promise.all([world.actor('ada'), world.actor('alan')]);
  const results = await Promise.allSettled([
    setSiteRole(ada, { userId: alan.userId, siteRole: null }),
    setSiteRole(alan, { userId: ada.userId, siteRole: null }),
  ]);
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const refused = results.find(({ status }) => status === 'rejected');
  expect(refused).toMatchObject({ reason: { code: 'CONFLICT' } });
  expect(await world.database.user.count({ where: { siteRole: 'admin' } })).toBe(1);
});

test.each([
  ['an id that is none', { userId: 'x', siteRole: 'admin' }, 'INVALID_INPUT'],
  ['a role that is none', { userId: crypto.randomUUID(), siteRole: 'root' }, 'INVALID_INPUT'],
  ['a field too many', { userId: crypto.randomUUID(), siteRole: null, name: 'x' }, 'INVALID_INPUT'],
  ['nobody', { userId: crypto.randomUUID(), siteRole: null }, 'NOT_FOUND'],
])('%s is refused', async (_what, input, code) => {
  const [admin] = await world.database.user.findMany({ where: { siteRole: 'admin' } });
  const actor = await world.actor(admin?.name ?? '');
  await expect(setSiteRole(actor, input as never)).rejects.toMatchObject({ code });
});
