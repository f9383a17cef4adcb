import type { PortalFill } from './portal-load.ts';

const fields = [{ path: 'spec.hard.pods', desired: '"100"', observed: '"120"' }];

/** What happened: twenty audit events and five drifts of each environment over the last quarter, one refusal of every tenth. */
export async function fillEvents({ owner, now }: PortalFill): Promise<void> {
  await owner.query(
    `INSERT INTO audit_event (id, at, actor_id, actor_name, action, object_type, object_id, object_name, team_id, before, after)
    SELECT gen_random_uuid(), $1::timestamptz - n * interval '4 days' - (hashtext(e.namespace) & 65535) * interval '1 second', e.requested_by,
      u.name, (ARRAY['request.submit', 'request.approve', 'environment.update', 'quota.move'])[1 + n % 4], 'environment', e.id::text, e.namespace,
      e.team_id, '{"quota": {"pods": "50"}}', '{"quota": {"pods": "100"}}'
    FROM environment e JOIN "user" u ON u.id = e.requested_by CROSS JOIN generate_series(1, 20) AS n`,
    [now],
  );
  await owner.query(
    `INSERT INTO drift_event (id, environment_id, kind, name, change, manager, fields, detected_at, healed_at)
    SELECT gen_random_uuid(), e.id, 'ResourceQuota', 'bailiwick', 'edited', 'kubectl-edit', $2, at,
      CASE WHEN n > 1 OR hashtext(e.namespace) % 500 > 0 THEN at + interval '1 second' END
    FROM environment e CROSS JOIN generate_series(1, 5) AS n
      CROSS JOIN LATERAL (SELECT $1::timestamptz - n * interval '17 days' + (hashtext(e.namespace) & 65535) * interval '20 seconds' AS at) AS drawn`,
    [now, JSON.stringify(fields)],
  );
  await owner.query(
    `INSERT INTO denial (environment_id, fingerprint, owner_kind, owner_name, message, first_at, last_at, version)
    SELECT e.id, 'f' || n, 'ReplicaSet', 'web-' || n, 'pods "web" is forbidden: exceeded quota', $1, $1, 1
    FROM environment e CROSS JOIN generate_series(1, 2) AS n WHERE hashtext(e.namespace) % 10 = 0`,
    [now],
  );
}
