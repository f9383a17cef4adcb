import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from '#tools/test/database.ts';
import { createWorld, type World } from '../request/world.test-fixture.ts';
import { search } from '../search/search.ts';
import { exportAuditEvents } from './export-audit-events.ts';
import { listActivity } from './list-activity.ts';
import { listAuditEvents } from './list-audit-events.ts';

let world: World;
const others = 2500;

beforeAll(async () => {
  world = await createWorld(await createTestDatabase());
  await world.addPerson('audra', 'auditor');
  const line = { actorName: 'olga', objectType: 'environment', objectName: '=HYPERLINK("x")' };
  const begin = Date.parse('2026-01-01T00:00:00Z');
  // Many within the same millisecond: an export that pages by time alone would lose some.
  const many = Array.from({ length: others }, (_, index) => ({
    ...line,
    action: 'environment.resize',
    objectId: String(index),
    teamId: world.teamId,
    at: new Date(begin + Math.floor(index / 700)),
    after: { index },
  }));
  await world.database.auditEvent.createMany({ data: many });
  const late = new Date('2026-02-01T23:30:00Z');
  await world.database.auditEvent.create({
    data: {
      ...line,
      actorName: 'ada',
      action: 'team.create',
      objectId: 'late',
      at: late,
      httpRequestId: 'r-1',
    },
  });
});
afterAll(() => world.end());

test('the log is for site roles, newest first, filtered and paged', async () => {
  const audra = await world.actor('audra');
  const page = await listAuditEvents(audra, { pageSize: 10 });
  expect(page).toMatchObject({ total: others + 1, page: 1, pageSize: 10 });
  expect(page.items[0]).toMatchObject({ objectId: 'late', actor: 'ada', team: null, httpRequestId: 'r-1' });
  expect((await listAuditEvents(audra, { team: 'payments', page: '250' as never })).items).toHaveLength(0);
  expect((await listAuditEvents(audra, { actor: 'ADA' })).total).toBe(1);
  expect((await listAuditEvents(audra, { from: '2026-02-01', to: '2026-02-01' })).total).toBe(1);
  expect((await listAuditEvents(audra, { to: '2026-02-01T23:30:00Z', action: 'team.create' })).total).toBe(0);
  for (const who of ['olga', 'stranger'])
    await expect(listAuditEvents(await world.actor(who), {})).rejects.toMatchObject({ code: 'FORBIDDEN' });
});

test('the log is sorted by a closed list of columns', async () => {
  const audra = await world.actor('audra');
  const first = async (sort: string, direction?: string) =>
    (await listAuditEvents(audra, { sort, direction, pageSize: 1 } as never)).items[0]?.actor;
  expect(await first('at')).toBe('ada');
  expect(await first('at', 'asc')).toBe('olga');
  expect(await first('actor')).toBe('ada');
  expect(await first('actor', 'desc')).toBe('olga');
  expect(await first('action', 'desc')).toBe('ada');
  await expect(first('before')).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    fieldErrors: { sort: 'Choose one of at, actor, action, object.' },
  });
});

test('the export has every event once, and no cell is a formula', async () => {
  let text = '';
  for await (const piece of exportAuditEvents(await world.actor('audra'), { team: 'payments' }))
    text += piece;
  const lines = text.trimEnd().split('\r\n');
  expect(lines).toHaveLength(others + 1);
  expect(new Set(lines).size).toBe(others + 1);
  expect(lines[0]).toBe('time,actor,action,object type,object id,object,team,before,after,request id');
  expect(lines[1]).toContain(`"'=HYPERLINK(""x"")"`);
  const owner = await world.actor('olga');
  expect(() => exportAuditEvents(owner, {})).toThrow('Your role does not allow this');
});

test('a team sees what happened to it; others find no team', async () => {
  const mine = await listActivity(await world.actor('vera'), { team: 'payments', pageSize: 5 });
  expect(mine.total).toBe(others);
  for (const team of ['payments', 'no-such-team'])
    await expect(listActivity(await world.actor('stranger'), { team })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: 'The team was not found.',
    });
  const input = { team: 'payments', environment: 'none' };
  await expect(listActivity(await world.actor('vera'), input)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test.each([
  [{ from: 'yesterday' }, 'from', 'Write a date like 2026-01-31.'],
  [{ page: '0' }, 'page', 'At least 1.'],
  [{ page: 'two' }, 'page', 'Give a whole number.'],
  [{ pageSize: '5000' }, 'pageSize', 'At most 100.'],
  [{ q: 'x'.repeat(101) }, 'q', 'At most 100 characters.'],
  [{ sql: '1' }, '', 'There is no field “sql”.'],
])('the filter %j is refused in words', async (input, field, message) => {
  const audra = await world.actor('audra');
  await expect(listAuditEvents(audra, input as never)).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    fieldErrors: { [field]: message },
  });
});

test('the command menu finds only what one may see', async () => {
  await world.database.request.create({
    data: {
      type: 'join-team',
      payload: { role: 'viewer' },
      reason: 'payday',
      teamId: world.teamId,
      requesterId: world.userId('stranger'),
    },
  });
  const groups = async (who: string, q: string) =>
    (await search(await world.actor(who), { q })).map(({ group }) => group);
  expect(await groups('vera', 'pay')).toEqual(['Teams', 'Requests']);
  expect(await groups('stranger', 'pay')).toEqual(['Requests']);
  expect(await groups('ada', 'sear')).toEqual(['Teams']);
  expect(await groups('vera', 'sear')).toEqual([]);
  expect(await groups('ada', '%')).toEqual([]);
  expect(await groups('ada', ' ')).toEqual([]);
});
