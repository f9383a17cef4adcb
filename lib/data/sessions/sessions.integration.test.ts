import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadActor } from '#lib/auth/load-actor.ts';
import { signInUser } from '#lib/auth/sign-in-user.ts';
import { findActor } from '#lib/data/actors/find-actor.ts';
import { type Database, openDatabase } from '#lib/data/client.ts';
import { createTestDatabase, type TestDatabase } from '#tools/test/database.ts';
import { hashToken, sessionAdapter } from './adapter.ts';
import { recordSignIn } from './sign-in.ts';

const issuer = 'https://id.test';
const hour = 3_600_000;
let base: TestDatabase;
let database: Database;
const adapter = sessionAdapter(issuer, { absoluteMs: 24 * hour });
const expires = () => new Date(Date.now() + 8 * hour);

beforeAll(async () => {
  base = await createTestDatabase();
  database = openDatabase(base.webUrl);
});
afterAll(async () => {
  await database.$disconnect();
  await base.drop();
});

const person = (subject: string, email = `${subject}@example.com`) =>
  adapter.createUser({ issuer, subject, name: subject, email, emailVerified: null });

async function signedIn(subject: string, token: string) {
  const user = await person(subject);
  await adapter.createSession({ sessionToken: token, userId: user.id, expires: expires() });
  return user;
}

test('a session is found by its token, and the token is nowhere in the database', async () => {
  const user = await signedIn('ann', 'token-of-ann');
  expect(await adapter.getSessionAndUser('token-of-ann')).toMatchObject({ user: { id: user.id } });
  expect(await adapter.getSessionAndUser('token-of-nobody')).toBeNull();
  const rows = await database.session.findMany({ where: { userId: user.id } });
  expect(rows.map(({ tokenHash }) => tokenHash)).toEqual([hashToken('token-of-ann')]);
  expect(JSON.stringify(rows)).not.toContain('token-of-ann');
  expect(await adapter.getSessionAndUser(hashToken('token-of-ann'))).toBeNull();
});

test('the same e-mail from the provider never joins two people', async () => {
  const first = await person('first', 'shared@example.com');
  const second = await person('second', 'shared@example.com');
  expect(first.id).not.toBe(second.id);
  expect(await adapter.getUserByEmail()).toBeNull();
  const found = await adapter.getUserByAccount({ providerAccountId: 'second' });
  expect(found?.id).toBe(second.id);
});

test('the same subject of another issuer is another person', async () => {
  const here = await person('same');
  const elsewhere = sessionAdapter('https://other.test', { absoluteMs: hour });
  expect(await elsewhere.getUserByAccount({ providerAccountId: 'same' })).toBeNull();
  expect((await adapter.getUserByAccount({ providerAccountId: 'same' }))?.id).toBe(here.id);
});

test('a session ends by idleness and by age, and its row goes', async () => {
  const user = await signedIn('idle', 'idle-token');
  await database.session.updateMany({ where: { userId: user.id }, data: { expiresAt: new Date() } });
  expect(await adapter.getSessionAndUser('idle-token')).toBeNull();
  await adapter.createSession({ sessionToken: 'old-token', userId: user.id, expires: expires() });
  const yesterday = new Date(Date.now() - 24 * hour);
  await database.session.updateMany({ where: { userId: user.id }, data: { createdAt: yesterday } });
  expect(await adapter.getSessionAndUser('old-token')).toBeNull();
  expect(await database.session.count({ where: { userId: user.id } })).toBe(0);
});

test('a disabled person has no session and is no actor', async () => {
  const user = await signedIn('gone', 'gone-token');
  await database.user.update({ where: { id: user.id }, data: { disabledAt: new Date() } });
  expect(await adapter.getSessionAndUser('gone-token')).toBeNull();
  expect(await findActor(user.id)).toBeNull();
});

test('signing out ends the session that was used and no other', async () => {
  const user = await signedIn('two', 'laptop');
  await adapter.createSession({ sessionToken: 'phone', userId: user.id, expires: expires() });
  await adapter.deleteSession('laptop');
  expect(await adapter.getSessionAndUser('laptop')).toBeNull();
  expect(await adapter.getSessionAndUser('phone')).not.toBeNull();
});

test('a configured admin becomes one once, and taking it away lasts', async () => {
  const { id } = await person('boss');
  const claims = { userId: id, name: 'Boss', email: 'boss@example.com', emailVerified: true };
  const configured = new Map([[`${issuer}#boss`, 'admin' as const]]);
  await recordSignIn(claims, configured);
  expect((await findActor(id))?.siteRole).toBe('admin');
  await database.user.update({ where: { id }, data: { siteRole: null } });
  await recordSignIn(claims, configured);
  expect((await findActor(id))?.siteRole).toBeNull();
  const events = await database.auditEvent.findMany({ where: { objectId: id } });
  expect(events.map(({ action, actorName }) => [action, actorName])).toEqual([
    ['user.set-site-role', 'configuration'],
  ]);
});

test('two first sign-ins at once grant the configured role once', async () => {
  const { id } = await person('twice');
  const claims = { userId: id, name: 'Twice', email: null, emailVerified: false };
  const configured = new Map([[`${issuer}#twice`, 'auditor' as const]]);
  await Promise.all([recordSignIn(claims, configured), recordSignIn(claims, configured)]);
  expect((await findActor(id))?.siteRole).toBe('auditor');
  expect(await database.auditEvent.count({ where: { objectId: id } })).toBe(1);
});

test.each([
  ['an e-mail that nobody verified', 'head@example.com', false],
  ['another e-mail', 'head@example.com.evil.example', true],
  ['no e-mail', null, true],
])('%s makes nobody an admin', async (what, email, emailVerified) => {
  const { id } = await person(`fake ${what}`);
  await recordSignIn(
    { userId: id, name: 'Fake', email, emailVerified },
    new Map([['head@example.com', 'admin']]),
  );
  expect((await findActor(id))?.siteRole).toBeNull();
});

test('a first sign-in without a browser is the same person the second time', async () => {
  const identity = { issuer, subject: 'tool', name: 'Tool', email: null, emailVerified: false };
  const first = await signInUser(identity);
  const second = await signInUser({ ...identity, name: 'Tool renamed' });
  expect(second).toEqual(first);
  expect(await loadActor(identity, 'r')).toMatchObject({
    userId: first.userId,
    name: 'Tool renamed',
    siteRole: null,
  });
  expect(await loadActor({ ...identity, subject: 'nobody' }, 'r')).toBeNull();
});
