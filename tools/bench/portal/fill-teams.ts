import { approvers, type PortalFill } from './portal-load.ts';

const budget = {
  ...{ 'requests.cpu': '400', 'limits.cpu': '800', 'requests.memory': '800Gi', 'limits.memory': '1600Gi' },
  ...{ 'requests.storage': '4Ti', pods: '2000' },
};

/** Teams `load1`, `load2` …, each with an owner, two developers and a viewer; user `n` has the subject `person-n`. */
export async function fillTeams({ owner, load }: PortalFill): Promise<void> {
  await owner.query(
    `INSERT INTO "user" (id, issuer, subject, name, email, site_role, last_seen_at)
    SELECT gen_random_uuid(), 'https://load.test', 'person-' || n, 'Person ' || n, 'person-' || n || '@load.test',
      CASE WHEN n <= $1 THEN 'admin' END, now() FROM generate_series(1, $1 + $2 * 4) AS n`,
    [approvers, load.teams],
  );
  await owner.query(
    `INSERT INTO team (id, slug, name, cost_centre, budget)
    SELECT gen_random_uuid(), 'load' || n, 'Load ' || n, 'CC-' || n, $2 FROM generate_series(1, $1) AS n`,
    [load.teams, budget],
  );
  await owner.query(
    `INSERT INTO membership (id, user_id, team_id, role)
    SELECT gen_random_uuid(), u.id, t.id, (ARRAY['owner', 'developer', 'developer', 'viewer'])[place]
    FROM generate_series(1, $2::int) AS n CROSS JOIN generate_series(1, 4) AS place
      JOIN team t ON t.slug = 'load' || n JOIN "user" u ON u.subject = 'person-' || ($1::int + (n - 1) * 4 + place)`,
    [approvers, load.teams],
  );
}
