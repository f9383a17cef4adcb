import { expect, test } from 'vitest';
import { labelOfRequest, labelOfTurn, tellPoint } from './crash-point.ts';

const request = (method: string, path: string) =>
  labelOfRequest({ method, path, isWatch: path.includes('watch=1'), index: 0 });
const turn = (sql: string, commits = true) => labelOfTurn({ sql, commits, inTransaction: false, index: 0 });

test.each([
  ['POST', '/api/v1/namespaces?fieldManager=b', 'POST Namespace'],
  ['DELETE', '/api/v1/namespaces/team-env', 'DELETE Namespace'],
  ['POST', '/api/v1/namespaces/team-env/resourcequotas', 'POST ResourceQuota'],
  [
    'PUT',
    '/api/v1/namespaces/team-env/resourcequotas/bailiwick/status',
    'PUT ResourceQuota/status bailiwick',
  ],
  ['PATCH', '/api/v1/namespaces/team-env/limitranges/bailiwick?force=true', 'PATCH LimitRange bailiwick'],
  ['GET', '/api/v1/namespaces/team-env', null],
  ['GET', '/api/v1/namespaces?watch=1', null],
  ['POST', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', null],
])('%s %s is %s', (method, path, label) => {
  expect(request(method, path)).toBe(label);
});

test.each([
  [
    'WITH lease AS (\n UPDATE environment_status s SET lease_owner = $1',
    'update environment_status.lease_owner',
  ],
  ['INSERT INTO usage_sample (environment_id) SELECT 1', null],
  ['INSERT INTO consumption (environment_id) VALUES ($1)', null],
  [
    'WITH due AS (SELECT 1 FROM environment_status s FOR UPDATE OF s SKIP LOCKED) UPDATE environment_status SET next_attempt_at = $1',
    'update environment_status.next_attempt_at',
  ],
  [
    'INSERT INTO provisioner_heartbeat AS h (replica) VALUES ($1) ON CONFLICT DO UPDATE SET beat_at = now()',
    null,
  ],
  ['UPDATE environment_status SET lease_expires_at = now()', null],
  ['UPDATE team_usage t SET p50 = 1', null],
  ['INSERT INTO drift_event (id) VALUES ($1)', 'insert drift_event'],
  ['DELETE FROM usage_sample s WHERE at < now()', null],
])('%s is %s', (sql, label) => {
  expect(turn(sql)).toBe(label);
  expect(turn(sql, false)).toBeNull();
});

test('a point is told in words', () => {
  const point = { operation: 'create', side: 'api', label: 'POST Namespace', nth: 1, when: 'after' } as const;
  expect(tellPoint(point)).toBe('create: after POST Namespace (1)');
});
