import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { countForMetrics } from '#lib/data/clusters/heartbeats.ts';
import { sessionAdapter } from '#lib/data/sessions/adapter.ts';
import { recordSignIn } from '#lib/data/sessions/sign-in.ts';
import { readGroups } from '#lib/domain/identity/read-groups.ts';
import { addMapping } from '#lib/services/identity/add-mapping.ts';
import { createWorld, type World } from '#lib/services/request/world.test-fixture.ts';
import { demoAccounts, type IdentityConfig } from '#tools/identity/accounts.ts';
import { changeGroups } from '#tools/identity/changed-groups.ts';
import { issuerOf } from '#tools/identity/provider.ts';
import { serveIdentity } from '#tools/identity/server.ts';
import { signInAt } from '#tools/identity/sign-in.test-fixture.ts';
import { freePort } from '#tools/process/ports.ts';
import { createTestDatabase } from '#tools/test/database.ts';
import { readAuthSettings } from '../settings.ts';
import { forgetUnvouched, recheckDue } from './recheck.ts';
import { seal } from './seal.ts';

let world: World;
let config: IdentityConfig;
let server: Server;
let settings: ReturnType<typeof readAuthSettings>;
const subject = demoAccounts.find(({ email }) => email.startsWith('gil@'))?.subject ?? '';
const close = (listening: Server) => {
  listening.close();
  listening.closeAllConnections();
};

beforeAll(async () => {
  world = await createWorld(await createTestDatabase());
  const stateDir = mkdtempSync(join(tmpdir(), 'identity-'));
  config = {
    ...{ port: await freePort(), webUrls: ['http://localhost:3999'], clientId: 'bailiwick' },
    ...{ clientSecret: randomBytes(16).toString('hex'), stateDir, accounts: demoAccounts },
  };
  server = await serveIdentity(config);
  settings = readAuthSettings({
    ...{
      OIDC_ISSUER: issuerOf(config.port),
      OIDC_CLIENT_ID: 'bailiwick',
      NEXTAUTH_URL: 'http://localhost:3999',
    },
    ...{ OIDC_CLIENT_SECRET: config.clientSecret, NEXTAUTH_SECRET: 'x'.repeat(32) },
  });
  await addMapping(await world.actor('ada'), {
    group: 'platform-oncall',
    team: 'payments',
    role: 'developer',
  });
});
afterAll(async () => {
  close(server);
  await world.end();
});

// What next-auth does at the end of a sign-in, with the provider's real answer.
async function signIn(token: string, secret = settings.secret): Promise<string> {
  const { claims, refreshToken = '' } = await signInAt(config, 'gil@bailiwick.local');
  const opening = { userAgent: null, sessionId: null };
  const adapter = sessionAdapter(settings.issuer, settings, () => opening);
  const person = { issuer: settings.issuer, subject, name: 'Gil', email: '', emailVerified: null };
  const known = await adapter.getUserByAccount({ providerAccountId: subject });
  const { id: userId } = known ?? (await adapter.createUser(person));
  await adapter.createSession({ sessionToken: token, userId, expires: new Date(Date.now() + 3_600_000) });
  const grant = { kind: 'refresh', token: seal(secret, refreshToken), sessionId: opening.sessionId } as const;
  const said = readGroups(claims, 'groups');
  await recordSignIn(
    {
      userId,
      name: 'Gil',
      email: null,
      emailVerified: false,
      said,
      grant: { ...grant, afterMs: settings.checkMs },
    },
    new Map(),
  );
  return userId;
}

async function recheckNow(): Promise<void> {
  await world.database.identityGrant.updateMany({ data: { dueAt: new Date(0) } });
  while ((await recheckDue(settings)) > 0);
}

const isOpen = async (token: string) =>
  (await sessionAdapter(settings.issuer, settings).getSessionAndUser(token)) !== null;
const roleOf = async (userId: string) =>
  (await world.database.membership.findFirst({ where: { userId } }))?.role ?? null;

test('groups follow the provider while the person does nothing, and nobody is asked before it is due', async () => {
  const userId = await signIn('one');
  expect(await roleOf(userId)).toBe('developer');
  expect(await recheckDue(settings)).toBe(0);
  changeGroups(config.stateDir, subject, ['another']);
  await recheckNow();
  expect(await roleOf(userId)).toBeNull();
  changeGroups(config.stateDir, subject, ['platform-oncall']);
  await recheckNow();
  expect(await roleOf(userId)).toBe('developer');
  expect(await isOpen('one')).toBe(true);
});

test('a provider that is away changes nothing, and is asked again', async () => {
  const userId = await signIn('two');
  close(server);
  await recheckNow();
  const grants = await world.database.identityGrant.findMany({ where: { userId } });
  expect(grants.every(({ silentSince, dueAt }) => silentSince !== null && dueAt > new Date())).toBe(true);
  await world.database.$executeRaw`UPDATE identity_grant SET silent_since = silent_since - interval '1 hour'`;
  expect((await countForMetrics(world.database)).identitySilentSeconds).toBeGreaterThanOrEqual(3600);
  expect([await isOpen('two'), await roleOf(userId)]).toEqual([true, 'developer']);
  // Its memory is gone with it, as when an administrator ends every session there.
  server = await serveIdentity(config);
  await recheckNow();
  expect([await isOpen('one'), await isOpen('two'), await roleOf(userId)]).toEqual([false, false, null]);
});

test('who is removed at the provider loses the portal and what groups gave; what was given by hand stays', async () => {
  const userId = await signIn('three');
  await world.database.membership.updateMany({ where: { userId }, data: { manualRole: 'viewer' } });
  changeGroups(config.stateDir, subject, null);
  await recheckNow();
  expect([await isOpen('three'), await roleOf(userId)]).toEqual([false, 'viewer']);
  const events = await world.database.auditEvent.findMany({
    where: {
      actorName: 'identity provider',
      action: { in: ['session.end-by-provider', 'user.groups-unreadable'] },
    },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: 2,
  });
  expect(events.map(({ action, after }) => [action, after])).toEqual([
    ['user.groups-unreadable', { problem: 'refused' }],
    ['session.end-by-provider', { why: 'invalid_grant', sessionEnded: true }],
  ]);
  changeGroups(config.stateDir, subject, ['platform-oncall']);
});

test('a sign-in that was ended here keeps what groups give until the provider refuses it', async () => {
  const userId = await signIn('four');
  await sessionAdapter(settings.issuer, settings).deleteSession('four');
  await recheckNow();
  expect(await roleOf(userId)).toBe('developer');
  await signIn('five');
  expect(await world.database.identityGrant.count({ where: { userId } })).toBe(1);
});

test('a token is unreadable in the database, and one sealed with another secret vouches for nobody', async () => {
  const userId = await signIn('six', 'another secret');
  const rows = await world.database.identityGrant.findMany({ where: { userId } });
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.every(({ token }) => /^[A-Za-z0-9+/=]{60,}$/.test(token))).toBe(true);
  await recheckNow();
  expect(await isOpen('six')).toBe(false);
});

test('whom nobody vouches for any more, as after a restore, loses what groups gave', async () => {
  const userId = await signIn('seven');
  await world.database.identityGrant.deleteMany({ where: { userId } });
  expect(await forgetUnvouched(settings)).toBe(0);
  expect(await roleOf(userId)).toBe('developer');
  const saidAt = new Date(Date.now() - settings.absoluteMs - 1);
  await world.database.identity.update({ where: { userId }, data: { saidAt } });
  expect(await forgetUnvouched(settings)).toBe(1);
  expect(await roleOf(userId)).toBe('viewer');
});
