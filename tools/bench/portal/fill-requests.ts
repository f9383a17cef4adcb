import type { PortalFill } from './portal-load.ts';

/** Three requests of each environment, one of them decided lately; one of a hundred still waits for its decision. */
export async function fillRequests({ owner, now }: PortalFill): Promise<void> {
  await owner.query(
    `INSERT INTO request (id, type, state, payload, reason, team_id, environment_id, requester_id, created_at, closed_at)
    SELECT gen_random_uuid(), CASE n WHEN 1 THEN 'create-environment' ELSE 'resize-environment' END, CASE WHEN waits THEN 'pending' ELSE 'approved' END,
      CASE n WHEN 1 THEN jsonb_build_object('slug', e.slug, 'classSlug', 'load', 'classVersion', 1, 'quota', e.quota, 'lifetimeDays', NULL)
        ELSE jsonb_build_object('quota', e.quota, 'generation', 1) END,
      'The load of service ' || n || ' grows', e.team_id, e.id, e.requested_by, $1::timestamptz - n * interval '5 days',
      CASE WHEN NOT waits THEN $1::timestamptz - n * interval '4 days' END
    FROM environment e CROSS JOIN generate_series(1, 3) AS n
      CROSS JOIN LATERAL (SELECT n = 3 AND hashtext(e.namespace) % 100 = 0 AS waits) AS drawn`,
    [now],
  );
  await owner.query(
    `INSERT INTO decision (id, request_id, approver_id, verdict, reason)
    SELECT gen_random_uuid(), r.id, e.approved_by, 'approved', 'Fits the budget'
    FROM request r JOIN environment e ON e.id = r.environment_id WHERE r.state = 'approved'`,
  );
}
