import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#tools/test/database.ts';

let base: TestDatabase;
const clients: Record<'owner' | 'web' | 'provisioner' | 'conformance' | 'notifier', pg.Client> = {} as never;

// Rows that both roles may try their hands on, written by the owner.
const rows = `
  INSERT INTO "user" (id, issuer, subject, name) VALUES
    ('00000000-0000-7000-8000-000000000001', 'i', 'asker', 'Asker'), ('00000000-0000-7000-8000-000000000002', 'i', 'judge', 'Judge');
  INSERT INTO team (id, slug, name, budget) VALUES ('00000000-0000-7000-8000-000000000010', 'payments', 'Payments', '{}');
  INSERT INTO environment_class (id, slug, name) VALUES ('00000000-0000-7000-8000-000000000020', 'dev', 'Dev');
  INSERT INTO environment_class_version (id, class_id, version, spec)
    VALUES ('00000000-0000-7000-8000-000000000021', '00000000-0000-7000-8000-000000000020', 1, '{}');
  INSERT INTO environment (id, team_id, slug, namespace, class_version_id, quota, purpose, requested_by)
    VALUES ('00000000-0000-7000-8000-000000000030', '00000000-0000-7000-8000-000000000010', 'dev', 'payments-dev',
      '00000000-0000-7000-8000-000000000021', '{}', 'try', '00000000-0000-7000-8000-000000000001');
  INSERT INTO request (id, type, payload, reason, requester_id)
    VALUES ('00000000-0000-7000-8000-000000000040', 'create-team', '{"slug":"x"}', 'why', '00000000-0000-7000-8000-000000000001');
  INSERT INTO audit_event (id, actor_name, action, object_type, object_id, object_name)
    VALUES ('00000000-0000-7000-8000-000000000050', 'Asker', 'team.create', 'team', 'x', 'x');
  INSERT INTO conformance_run (id, environment_id)
    VALUES ('00000000-0000-7000-8000-000000000070', '00000000-0000-7000-8000-000000000030');`;

const decide = (approver: string) => `INSERT INTO decision (id, request_id, approver_id, verdict, reason)
  VALUES ('00000000-0000-7000-8000-000000000060', '00000000-0000-7000-8000-000000000040', '00000000-0000-7000-8000-00000000000${approver}', 'approved', 'yes')`;

beforeAll(async () => {
  base = await createTestDatabase();
  const { ownerUrl: owner, webUrl: web, provisionerUrl: provisioner, conformanceUrl: conformance } = base;
  const urls = { owner, web, provisioner, conformance, notifier: base.notifierUrl };
  for (const role of ['owner', 'web', 'provisioner', 'conformance', 'notifier'] as const) {
    clients[role] = new pg.Client({ connectionString: urls[role] });
    await clients[role].connect();
  }
  await clients.owner.query(rows);
});
afterAll(async () => {
  for (const client of Object.values(clients)) await client.end();
  await base.drop();
});

// Everything is undone, so that one attempt never makes room for another.
async function attempt(role: keyof typeof clients, sql: string): Promise<string> {
  const client = clients[role];
  await client.query('BEGIN');
  try {
    await client.query(sql);
    return 'done';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await client.query('ROLLBACK');
  }
}

describe('what the web may not', () => {
  test.each([
    ['write observed state', `UPDATE environment_status SET observed_generation = 9`],
    ['invent observed state', `INSERT INTO environment_status (environment_id) SELECT id FROM environment`],
    ['delete observed state', 'DELETE FROM environment_status'],
    ['say that a namespace is gone', 'UPDATE environment SET finalized_at = now()'],
    ['move an environment to another namespace', `UPDATE environment SET namespace = 'kube-system'`],
    ['rename an environment', `UPDATE environment SET slug = 'prod'`],
    ['delete an environment', 'DELETE FROM environment'],
    ['record usage', `INSERT INTO usage_sample SELECT id, 'pods', now(), 0, 0 FROM environment`],
    [
      'record drift',
      `INSERT INTO drift_event (id, environment_id, kind, name, change, fields) SELECT id, id, 'k', 'n', 'edited', '[]' FROM environment`,
    ],
    [
      'invent a refusal of the cluster',
      `INSERT INTO denial SELECT id, 'f', 'k', 'n', 'm', now(), now(), 1, NULL FROM environment`,
    ],
    ['forget a refusal of the cluster', 'DELETE FROM denial'],
    [
      'pretend that the provisioner lives',
      `INSERT INTO provisioner_heartbeat (replica, started_at, beat_at) VALUES ('r', now(), now())`,
    ],
    ['change what happened', `UPDATE audit_event SET actor_name = 'Nobody'`],
    ['delete what happened', 'DELETE FROM audit_event'],
    ['empty the audit log', 'TRUNCATE audit_event'],
    ['change a version of a class', `UPDATE environment_class_version SET spec = '{"a":1}'`],
    ['delete a request', 'DELETE FROM request'],
    ['delete a team', 'DELETE FROM team'],
    ['delete a person', 'DELETE FROM "user"'],
    ['change the schema', 'CREATE TABLE mine (id int)'],
    ['drop a trigger', 'DROP TRIGGER audit_event_append_only ON audit_event'],
    ['switch triggers off', `SET session_replication_role = 'replica'`],
    ['become the provisioner', 'SET ROLE bailiwick_provisioner'],
    ['say that a check passed', 'UPDATE conformance_run SET passed = 23, finished_at = now()'],
    [
      'invent a run that passed',
      `INSERT INTO conformance_run (id, environment_id, passed) SELECT id, id, 23 FROM environment`,
    ],
    ['forget a run that failed', 'DELETE FROM conformance_run'],
    ['put another name under a waiver', 'UPDATE conformance_waiver SET approved_by = NULL'],
    ['read the secret of a webhook', 'SELECT secret FROM alert_webhook'],
    ['send a webhook elsewhere', `UPDATE alert_webhook SET url = 'https://elsewhere.test'`],
    ['say that a quota is fine', 'UPDATE alert SET closed_at = now()'],
    ['say that a message arrived', 'UPDATE alert_message SET delivered_at = now()'],
    ['pretend that the notifier lives', `INSERT INTO notifier_heartbeat VALUES ('r', now(), true, '{}')`],
  ])('%s', async (_what, sql) => {
    expect(await attempt('web', sql)).toMatch(/permission denied|must be owner|append-only/);
  });
});

describe('what the provisioner may not', () => {
  test.each([
    ['decide a request', decide('2')],
    ['approve by hand', `UPDATE request SET state = 'approved', closed_at = now()`],
    [
      'ask for anything',
      `INSERT INTO request (id, type, payload, reason, requester_id) SELECT id, 'x', '{}', 'r', id FROM "user"`,
    ],
    ['change what was agreed', `UPDATE environment SET quota = '{"pods":"999"}'`],
    ['raise a generation', 'UPDATE environment SET generation = generation + 1'],
    ['make an environment', 'INSERT INTO environment SELECT * FROM environment'],
    [
      'make itself a member',
      `INSERT INTO membership (id, user_id, team_id, role) SELECT u.id, u.id, t.id, 'owner' FROM "user" u, team t`,
    ],
    ['make an admin', `UPDATE "user" SET site_role = 'admin'`],
    ['raise a budget', `UPDATE team SET budget = '{"pods":"999"}'`],
    ['read sessions', 'SELECT * FROM session'],
    ['read drafts', 'SELECT * FROM draft'],
    ['change what happened', `UPDATE audit_event SET actor_name = 'Nobody'`],
    ['empty the audit log', 'TRUNCATE audit_event'],
    ['change the schema', 'CREATE TABLE mine (id int)'],
  ])('%s', async (_what, sql) => {
    expect(await attempt('provisioner', sql)).toMatch(/permission denied|must be owner/);
  });
});

describe('what the conformance process may not', () => {
  test.each([
    ['waive what it found', 'INSERT INTO conformance_waiver SELECT * FROM conformance_waiver'],
    ['read waivers', 'SELECT * FROM conformance_waiver'],
    ['ask in the name of a person', 'UPDATE conformance_run SET requested_by = environment_id'],
    ['change what was agreed', `UPDATE environment SET quota = '{}'`],
    ['write observed state', 'UPDATE environment_status SET observed_generation = 9'],
    ['read what people wrote', 'SELECT purpose FROM environment'],
    ['read people', 'SELECT * FROM "user"'],
    ['read sessions', 'SELECT * FROM session'],
    ['read the audit log', 'SELECT * FROM audit_event'],
    ['write the audit log', 'INSERT INTO audit_event SELECT * FROM audit_event'],
    ['change the schema', 'CREATE TABLE mine (id int)'],
  ])('%s', async (_what, sql) => {
    expect(await attempt('conformance', sql)).toMatch(/permission denied|must be owner/);
  });
});

describe('what the notifier may not', () => {
  test.each([
    ['change what was agreed', `UPDATE environment SET quota = '{}'`],
    ['read what people wrote', 'SELECT purpose FROM environment'],
    ['raise a budget', `UPDATE team SET budget = '{"pods":"999"}'`],
    ['read sessions', 'SELECT * FROM session'],
    ['read more of people than their address', 'SELECT subject FROM "user"'],
    ['make an admin', `UPDATE "user" SET site_role = 'admin'`],
    ['change what a team wants', 'UPDATE alert_setting SET levels = ARRAY[80]'],
    ['send a webhook elsewhere', `UPDATE alert_webhook SET url = 'https://elsewhere.test'`],
    ['write usage', 'UPDATE environment_usage SET used = 0'],
    ['read requests', 'SELECT * FROM request'],
    ['write the audit log', 'INSERT INTO audit_event SELECT * FROM audit_event'],
    ['change the schema', 'CREATE TABLE mine (id int)'],
  ])('%s', async (_what, sql) => {
    expect(await attempt('notifier', sql)).toMatch(/permission denied|must be owner/);
  });
});

test('the conformance process writes what it found', async () => {
  const sql = 'UPDATE conformance_run SET passed = 23, finished_at = now()';
  expect(await attempt('conformance', sql)).toBe('done');
});

test('the provisioner writes observed state and that a namespace is gone', async () => {
  expect(await attempt('provisioner', `UPDATE environment_status SET observed_generation = 1`)).toBe('done');
  expect(await attempt('provisioner', 'UPDATE environment SET finalized_at = now()')).toBe('done');
});

describe('rules that hold for the owner too', () => {
  test.each([
    ['the audit log only grows', 'DELETE FROM audit_event', /append-only/],
    ['and its lines stay', `UPDATE audit_event SET action = 'x'`, /append-only/],
    ['nor is it emptied', 'TRUNCATE audit_event CASCADE', /append-only/],
    ['nobody decides his own request', decide('1'), /own request/],
    [
      'a namespace follows from team and name',
      `UPDATE environment SET namespace = 'payments-prod'`,
      /namespace/,
    ],
    ['a generation never goes back', 'UPDATE environment SET generation = 0', /generation/],
    ['a team keeps its short name', `UPDATE team SET slug = 'other'`, /slug/],
    ['an approver is another person', 'UPDATE environment SET approved_by = requested_by', /approved_by/],
    ['a closed request says when', `UPDATE request SET state = 'approved'`, /request_closed/],
    [
      'a role is one of three',
      `INSERT INTO membership (id, user_id, team_id, role) SELECT u.id, u.id, t.id, 'boss' FROM "user" u, team t`,
      /membership_role/,
    ],
  ])('%s', async (_what, sql, message) => {
    expect(await attempt('owner', sql)).toMatch(message);
  });
  test('another person may decide', async () => {
    expect(await attempt('web', decide('2'))).toBe('done');
  });
});
