import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#tools/test/database.ts';
import { createDatabase, type Database } from './client.ts';

type Role = 'web' | 'provisioner' | 'notifier' | 'owner';

let own: TestDatabase;
let roles: Record<Role, Database>;
const id = '019abc00-0000-7000-8000-000000000001';

beforeAll(async () => {
  own = await createTestDatabase();
  const open = (url: string) => createDatabase(url, 1);
  const [web, owner] = [open(own.webUrl), open(own.ownerUrl)];
  roles = { web, owner, provisioner: open(own.provisionerUrl), notifier: open(own.notifierUrl) };
  const create = { id, issuer: 'https://id.test', subject: 'dev', name: 'dev' };
  await web.user.create({ data: create });
  await web.team.create({ data: { id, slug: 'payments', name: 'Payments', budget: {} } });
  const versions = { create: { id, version: 1, spec: {} } };
  await web.environmentClass.create({ data: { id, slug: 'dev', name: 'Development', versions } });
  const environment = { id, teamId: id, slug: 'dev', namespace: 'payments-dev', classVersionId: id };
  await web.environment.create({ data: { ...environment, quota: {}, purpose: 'tests', requestedBy: id } });
  const request = { id, type: 'join-team', payload: {}, reason: 'tests', requesterId: id };
  await web.request.create({ data: request });
  await web.platformSetting.create({ data: { version: 1, settings: {}, reason: 'tests' } });
  const event = { id, actorName: 'dev', action: 'test', objectType: 'team', objectId: id };
  await web.auditEvent.create({ data: { ...event, objectName: 'payments' } });
  const code = { id, codeHash: 'x', madeBy: 'console', expiresAt: new Date(Date.now() + 60_000) };
  await owner.breakGlassCode.create({ data: { ...code, usedAt: new Date() } });
});
afterAll(async () => {
  await Promise.all(Object.values(roles).map((database) => database.$disconnect()));
  await own.drop();
});

const denied = /permission denied/;
const appendOnly = /append-only/;
const audit = `INSERT INTO audit_event (id, actor_name, action, object_type, object_id, object_name) VALUES (gen_random_uuid(), 'p', 'a', 'team', 'x', 'x')`;
const breakGlassCode =
  "INSERT INTO break_glass_code (id, code_hash, made_by, expires_at) VALUES (gen_random_uuid(), 'y', 'web', now())";

const refused: [Role, string, RegExp][] = [
  ['web', 'UPDATE environment_status SET observed_generation = 9', denied],
  ['web', `INSERT INTO environment_status (environment_id) VALUES ('${id}')`, denied],
  ['web', 'DELETE FROM environment_status', denied],
  ['web', `INSERT INTO observed_state (environment_id, objects) VALUES ('${id}', '[]')`, denied],
  ['web', "UPDATE observed_state SET objects = '[]'", denied],
  ['web', 'DELETE FROM observed_state', denied],
  ['provisioner', 'DELETE FROM observed_state', denied],
  ['web', `INSERT INTO usage_sample VALUES ('${id}', 'pods', now(), 1, 1)`, denied],
  ['web', 'DELETE FROM usage_sample', denied],
  ['web', 'UPDATE drift_event SET healed_at = now()', denied],
  ['web', 'DELETE FROM drift_event', denied],
  ['web', 'UPDATE provisioner_heartbeat SET beat_at = now()', denied],
  ['web', "INSERT INTO policy_pack (report) VALUES ('{}')", denied],
  ['web', 'INSERT INTO cluster_probe (at, answered) VALUES (now(), 1)', denied],
  ['web', 'UPDATE cluster_probe SET failed = 0', denied],
  ['web', 'UPDATE environment SET finalized_at = now()', denied],
  ['web', "UPDATE environment SET namespace = 'kube-system'", denied],
  ['web', 'DELETE FROM environment', denied],
  ['web', 'DELETE FROM team', denied],
  ['web', 'UPDATE environment_class_version SET version = 2', denied],
  ['web', "UPDATE decision SET verdict = 'approved'", denied],
  ['web', "UPDATE audit_event SET actor_name = 'nobody'", denied],
  ['web', 'DELETE FROM audit_event', denied],
  ['web', 'TRUNCATE audit_event', denied],
  ['web', 'UPDATE platform_setting SET version = 2', denied],
  ['web', 'DELETE FROM platform_setting', denied],
  ['provisioner', "INSERT INTO platform_setting (version, settings, reason) VALUES (9, '{}', '')", denied],
  ['web', 'UPDATE rule_version SET version = 2', denied],
  ['web', 'DELETE FROM rule_simulation', denied],
  ['provisioner', 'SELECT rules FROM rule_version', denied],
  [
    'provisioner',
    `INSERT INTO rule_simulation (id, base_version, rules, days, result) VALUES ('${id}', 0, '[]', 1, '{}')`,
    denied,
  ],
  ['owner', 'UPDATE platform_setting SET version = 2', appendOnly],
  ['owner', 'TRUNCATE platform_setting', appendOnly],
  ['web', "INSERT INTO cluster_identity (version, uid, accepted_by) VALUES (1, 'x', 'web')", denied],
  [
    'provisioner',
    "INSERT INTO cluster_identity (version, uid, accepted_by) VALUES (2, 'x', 'me')",
    /only an administrator/,
  ],
  ['provisioner', "UPDATE cluster_identity SET uid = 'x'", denied],
  ['owner', 'TRUNCATE cluster_identity', appendOnly],
  ['web', "UPDATE preflight SET answered_at = now(), answer = '{}'", denied],
  [
    'web',
    `INSERT INTO preflight (id, asked_by, team_id, slug, class_version_id, answered_at, answer) VALUES ('${id}', '${id}', '${id}', 'dev', '${id}', now(), '{}')`,
    denied,
  ],
  ['web', 'DELETE FROM preflight', denied],
  [
    'provisioner',
    `INSERT INTO preflight (id, asked_by, team_id, slug, class_version_id) VALUES (gen_random_uuid(), '${id}', '${id}', 'dev', '${id}')`,
    denied,
  ],
  ['provisioner', "UPDATE preflight SET slug = 'other'", denied],
  ['web', "UPDATE group_mapping SET role = 'admin'", denied],
  ['web', 'DELETE FROM group_mapping', denied],
  ['web', 'DELETE FROM identity', denied],
  ['web', breakGlassCode, denied],
  ['web', "UPDATE break_glass_code SET expires_at = now() + interval '1 hour'", denied],
  ['web', 'UPDATE break_glass_code SET used_at = NULL', /used once/],
  ['web', 'DELETE FROM break_glass_code', denied],
  ['owner', 'UPDATE break_glass_code SET used_at = NULL', /used once/],
  ['web', 'SELECT secret FROM alert_webhook', denied],
  ['web', 'DELETE FROM alert', denied],
  ['web', 'DELETE FROM alert_message', denied],
  ['web', 'UPDATE notifier_heartbeat SET beat_at = now()', denied],
  ...[
    'group_mapping',
    'identity',
    'identity_grant',
    'break_glass_code',
    'alert_webhook',
    'alert_message',
  ].map((table): [Role, string, RegExp] => ['provisioner', `SELECT * FROM ${table}`, denied]),
  ...['session', 'identity_grant', 'break_glass_code', 'request', 'decision', 'observed_state'].map(
    (table): [Role, string, RegExp] => ['notifier', `SELECT * FROM ${table}`, denied],
  ),
  ['notifier', 'SELECT name FROM "user"', denied],
  ['notifier', "UPDATE alert_setting SET levels = '{}'", denied],
  ['notifier', "UPDATE environment_status SET usage = '{}'", denied],
  ['notifier', "UPDATE membership SET role = 'owner'", denied],
  ['web', 'ALTER TABLE team ADD COLUMN more text', /must be owner/],
  ['web', 'CREATE TABLE mine (id int)', denied],
  ['web', 'ALTER TABLE audit_event DISABLE TRIGGER ALL', /must be owner/],
  [
    'provisioner',
    `INSERT INTO decision (id, request_id, verdict, reason) VALUES ('${id}', '${id}', 'approved', '')`,
    denied,
  ],
  ['provisioner', "UPDATE request SET state = 'approved', closed_at = now()", denied],
  ['provisioner', `UPDATE environment SET quota = '{"pods":"999"}'`, denied],
  ['provisioner', 'UPDATE environment SET generation = generation + 1', denied],
  ['provisioner', 'INSERT INTO environment SELECT * FROM environment', denied],
  ['provisioner', "UPDATE team SET budget = '{}'", denied],
  ['provisioner', "UPDATE membership SET role = 'owner'", denied],
  ['provisioner', `UPDATE "user" SET site_role = 'admin'`, denied],
  ['provisioner', 'SELECT token_hash FROM session', denied],
  ['provisioner', 'DELETE FROM audit_event', denied],
  ['provisioner', 'CREATE TABLE mine (id int)', denied],
  ['owner', "UPDATE audit_event SET actor_name = 'nobody'", appendOnly],
  ['owner', 'DELETE FROM audit_event', appendOnly],
  ['owner', 'TRUNCATE audit_event', appendOnly],
  ['owner', 'UPDATE environment_class_version SET version = 2', appendOnly],
  ['owner', "UPDATE environment SET slug = 'other', namespace = 'payments-other'", /never change/],
  ['owner', 'UPDATE environment SET generation = 0', /never goes back|environment_generation/],
  ['owner', "UPDATE team SET slug = 'other'", /never changes/],
];

describe('the database itself refuses', () => {
  test.each(refused)('%s: %s', async (role, statement, message) => {
    await expect(roles[role].$executeRawUnsafe(statement)).rejects.toThrow(message);
  });

  test('a decision on one’s own request', async () => {
    const data = { requestId: id, approverId: id, verdict: 'approved', reason: '' };
    await expect(roles.web.decision.create({ data })).rejects.toThrow(/nobody decides/);
  });
});

describe('the database lets', () => {
  test.each<[Role, string]>([
    ['web', 'UPDATE environment SET generation = generation + 1'],
    ['web', audit],
    [
      'web',
      `INSERT INTO preflight (id, asked_by, team_id, slug, class_version_id) VALUES (gen_random_uuid(), '${id}', '${id}', 'dev', '${id}')`,
    ],
    [
      'provisioner',
      "INSERT INTO cluster_identity (version, uid, accepted_by) VALUES (1, 'x', 'provisioner')",
    ],
    ['provisioner', "UPDATE preflight SET started_at = now(), answered_at = now(), answer = '{}'"],
    ['provisioner', 'UPDATE environment_status SET observed_generation = 1'],
    ['provisioner', `INSERT INTO usage_sample VALUES ('${id}', 'pods', now(), 1, 1)`],
    ['provisioner', audit],
  ])('%s: %s', async (role, statement) => {
    await expect(roles[role].$executeRawUnsafe(statement)).resolves.toBe(1);
  });
});
