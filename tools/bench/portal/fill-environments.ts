import { shippedClasses } from '#lib/domain/shipped-classes.ts';
import { renderTwin } from '../batch.ts';
import type { PortalFill } from './portal-load.ts';

const quota = {
  ...{ 'requests.cpu': '20', 'limits.cpu': '40', 'requests.memory': '40Gi', 'limits.memory': '80Gi' },
  ...{ 'requests.storage': '200Gi', pods: '100', services: '20', configmaps: '100', secrets: '100' },
};
const ceiling = {
  ...{ 'requests.cpu': '20', 'limits.cpu': '40', 'requests.memory': '42949672960' },
  ...{ 'limits.memory': '85899345920', 'requests.storage': '214748364800', pods: '100' },
};

/** Environments `e1`, `e2` … of every team; a hundredth is stalled, another waits, and the rest are Ready. */
export async function fillEnvironments({ owner, load, now }: PortalFill): Promise<void> {
  const spec = shippedClasses.find(({ slug }) => slug === 'qa')?.spec;
  await owner.query(
    `WITH made AS (INSERT INTO environment_class (id, slug, name) VALUES (gen_random_uuid(), 'load', 'Load') RETURNING id)
    INSERT INTO environment_class_version (id, class_id, version, spec) SELECT gen_random_uuid(), id, 1, $1 FROM made`,
    [spec],
  );
  await owner.query(
    `INSERT INTO environment (id, team_id, slug, namespace, class_version_id, quota, purpose, requested_by, approved_by, expires_at, created_at)
    SELECT gen_random_uuid(), t.id, 'e' || n, t.slug || '-e' || n, v.id, $2, 'What service ' || n || ' of ' || t.name || ' runs in',
      asker.id, approver.id, CASE WHEN n % 7 = 0 THEN $3::timestamptz + n * interval '1 day' END, $3::timestamptz - n * interval '3 days'
    FROM environment_class_version v CROSS JOIN generate_series(1, $1::int) AS n CROSS JOIN team t
      JOIN LATERAL (SELECT user_id AS id FROM membership WHERE team_id = t.id AND role = 'owner') AS asker ON true
      JOIN "user" approver ON approver.subject = 'person-1'`,
    [load.environmentsOfEach, quota, now],
  );
  await owner.query(
    `UPDATE environment_status s SET observed_generation = 1, namespace_uid = s.environment_id::text, verified_at = $1, ready_at = $1,
      ceiling = $2, allowed = e.quota, quota_revision = 1, fence = 3, pass_ms = '{21,19,34,18}', objects = $3, conditions = $4,
      attempts = CASE WHEN chance < 20 THEN 3 ELSE 0 END, next_attempt_at = CASE WHEN chance BETWEEN 10 AND 19 THEN $1::timestamptz + interval '1 hour' END
    FROM environment e CROSS JOIN LATERAL (SELECT hashtext(e.namespace) & 1023 AS chance) AS drawn WHERE e.id = s.environment_id`,
    [now, ceiling, JSON.stringify(objects(now)), JSON.stringify(conditions('True', now))],
  );
  await owner.query(
    `UPDATE environment_status s SET conditions = $1 FROM environment e WHERE e.id = s.environment_id AND hashtext(e.namespace) & 1023 < 10`,
    [JSON.stringify(conditions('False', now))],
  );
  await owner.query(`INSERT INTO observed_state (environment_id, objects) SELECT id, $1 FROM environment`, [
    JSON.stringify(renderTwin('load1', 'e1').map((manifest) => ({ manifest, foreign: false }))),
  ]);
}

function objects(now: Date) {
  return renderTwin('load1', 'e1').map(({ kind, metadata }) => ({
    ...{ kind, name: metadata.name, step: 'verified', tookMs: 8, message: '', at: now.toISOString() },
  }));
}

function conditions(ready: 'True' | 'False', now: Date) {
  const at = { observedGeneration: 1, lastTransitionTime: now.toISOString() };
  const isReady = ready === 'True';
  return [
    {
      type: 'Ready',
      status: ready,
      reason: isReady ? 'Verified' : 'NamespaceTaken',
      message: 'All is as agreed.',
    },
    { type: 'Reconciling', status: 'False', reason: 'Idle', message: 'Nothing is left to do.' },
    {
      type: 'Stalled',
      status: isReady ? 'False' : 'True',
      reason: 'NamespaceTaken',
      message: 'Somebody else has it.',
    },
    { type: 'Drifted', status: 'False', reason: 'AsDesired', message: 'The cluster is as agreed.' },
  ].map((condition) => ({ ...condition, ...at }));
}
