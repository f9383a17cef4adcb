import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { takeBreakGlass } from '#lib/data/identity/break-glass-rows.ts';
import { hashToken, sessionAdapter } from '#lib/data/sessions/adapter.ts';
import { breakGlassName, readCode } from '#lib/domain/identity/break-glass.ts';
import { projectRoot } from '#tools/process/roots.ts';
import { createTestDatabase, type TestDatabase } from '#tools/test/database.ts';
import { createWorld, type World } from '../request/world.test-fixture.ts';
import { endOtherSessions } from './end-other-sessions.ts';
import { endSession } from './end-session.ts';
import { getBreakGlass } from './get-break-glass.ts';
import { listMappings } from './list-mappings.ts';
import { listSessions } from './list-sessions.ts';

const hour = 3_600_000;
const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
let base: TestDatabase;
let world: World;
const adapter = sessionAdapter('https://id.test', { absoluteMs: 24 * hour }, () => ({
  userAgent: agent,
  sessionId: null,
}));

beforeAll(async () => {
  base = await createTestDatabase();
  world = await createWorld(base);
});
afterAll(() => world.end());

const open = (name: string, token: string) =>
  adapter.createSession({
    sessionToken: token,
    userId: world.userId(name),
    expires: new Date(Date.now() + hour),
  });
const isOpen = async (token: string) => (await adapter.getSessionAndUser(token)) !== null;
const actions = async (objectType: string) =>
  (await world.database.auditEvent.findMany({ where: { objectType }, orderBy: { id: 'asc' } })).map(
    ({ actorName, action }) => `${actorName} ${action}`,
  );

test('a person sees where he is signed in and ends what he does not know; what is ended is refused', async () => {
  for (const token of ['dev-1', 'dev-2', 'dev-3']) await open('dev', token);
  await open('vera', 'vera-1');
  const dev = { ...(await world.actor('dev')), sessionHash: hashToken('dev-1') };
  const { sessions } = await listSessions(dev);
  expect(sessions.map(({ device }) => device)).toEqual(Array(3).fill('Firefox on Linux'));
  expect(sessions.filter(({ isCurrent }) => isCurrent)).toHaveLength(1);
  expect(JSON.stringify(sessions)).not.toContain(hashToken('dev-1'));
  const row = await world.database.session.findUniqueOrThrow({ where: { tokenHash: hashToken('dev-2') } });
  await endSession(dev, { sessionId: row.id });
  expect(await Promise.all(['dev-1', 'dev-2', 'dev-3', 'vera-1'].map(isOpen))).toEqual([
    true,
    false,
    true,
    true,
  ]);
  await expect(endSession(dev, { sessionId: row.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await endOtherSessions(dev, {})).toEqual({ ended: 1 });
  expect(await Promise.all(['dev-1', 'dev-3', 'vera-1'].map(isOpen))).toEqual([true, false, true]);
  expect(await actions('session')).toEqual(['dev session.end', 'dev session.end-all']);
});

test('an admin sees and ends the sessions of others, nobody else does', async () => {
  const [ada, dev] = await Promise.all([world.actor('ada'), world.actor('dev')]);
  const vera = world.userId('vera');
  const [session] = (await listSessions(ada, { userId: vera })).sessions;
  const sessionId = session?.id ?? '';
  await expect(listSessions(dev, { userId: vera })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(endSession(dev, { sessionId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(endOtherSessions(dev, { userId: vera })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  expect(await isOpen('vera-1')).toBe(true);
  await endOtherSessions(ada, { userId: vera });
  expect(await isOpen('vera-1')).toBe(false);
});

const runConsole = (url: string) =>
  promisify(execFile)(process.execPath, [join(projectRoot, 'tools/break-glass/main.ts')], {
    env: { ...process.env, DATABASE_URL: url },
  });
const use = (code: string, sessionToken: string) =>
  world.database.$transaction((tx) =>
    takeBreakGlass(tx, {
      ...{ code: readCode(code) ?? '', sessionToken, userAgent: null, lastsMs: hour },
      ...{ from: '203.0.113.7', requestId: 'test' },
    }),
  );

test('a code of the console opens one session of a local admin, for a time; each step is on record', async () => {
  const older = (await runConsole(base.ownerUrl)).stdout.split('\n')[0] ?? '';
  const code = (await runConsole(base.ownerUrl)).stdout.split('\n')[0] ?? '';
  expect(await use(older, 'glass-0')).toBe(false);
  const twice = await Promise.all([use(code, 'glass-1'), use(code, 'glass-2')]);
  expect(twice.toSorted()).toEqual([false, true]);
  const token = twice[0] ? 'glass-1' : 'glass-2';
  const found = await adapter.getSessionAndUser(token);
  expect(found?.user.name).toBe(breakGlassName);
  const ada = await world.actor('ada');
  expect(await getBreakGlass(ada)).toMatchObject({ userId: found?.user.id });
  expect(await getBreakGlass(await world.actor('olga'))).toBeNull();
  expect(await listMappings({ ...ada, userId: found?.user.id ?? '' })).toEqual([]);
  const trail = await actions('break-glass');
  expect(trail.map((line) => line.replace(/^.* /, '')).toSorted()).toEqual(
    ['create', 'create', 'refuse', 'refuse', 'use'].map((what) => `break-glass.${what}`),
  );
  // Use prolongs other sessions; this one ends when its time is over.
  await adapter.updateSession({ sessionToken: token, expires: new Date(Date.now() + 8 * hour) });
  const where = { tokenHash: hashToken(token) };
  await world.database.session.update({ where, data: { endsAt: new Date(Date.now() - 1) } });
  expect(await isOpen(token)).toBe(false);
  expect(await getBreakGlass(ada)).toBeNull();
});

test('only the owner of the database makes a code, no code lives long or twice, and none is stored', async () => {
  await expect(runConsole(base.webUrl)).rejects.toThrow(/permission denied/);
  const code = (await runConsole(base.ownerUrl)).stdout.split('\n')[0] ?? '';
  const rows = await world.database.breakGlassCode.findMany();
  expect(JSON.stringify(rows)).not.toContain(readCode(code));
  const write = (sql: string) => world.database.$executeRawUnsafe(sql);
  await expect(write("UPDATE break_glass_code SET expires_at = now() + interval '1 day'")).rejects.toThrow();
  await expect(write('UPDATE break_glass_code SET used_at = NULL')).rejects.toThrow(/used once/);
});
