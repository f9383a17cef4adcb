import { historyKeys, type PortalFill, quotaKeys } from './portal-load.ts';

/** What is used, and was used until now. The samples of the last ten minutes are not rolled up yet. */
export async function fillUsage(fill: PortalFill): Promise<void> {
  const { owner, now } = fill;
  await owner.query(
    `INSERT INTO environment_usage (environment_id, key, used, hard)
    SELECT e.id, key, (hashtext(e.namespace || key) & 1023) / 64.0, 20 FROM environment e CROSS JOIN unnest($1::text[]) AS key ORDER BY e.id, key`,
    [quotaKeys],
  );
  await owner.query(
    `UPDATE environment_status s SET usage = u.usage, usage_at = $1 FROM (
      SELECT environment_id, jsonb_object_agg(key, jsonb_build_object('used', '1', 'hard', '20')) AS usage
      FROM environment_usage GROUP BY environment_id) AS u WHERE u.environment_id = s.environment_id`,
    [now],
  );
  await owner.query(
    `INSERT INTO consumption (environment_id, consumers, measured, counted_at)
    SELECT e.id, (SELECT jsonb_agg(jsonb_build_object('kind', 'Deployment', 'name', 'web-' || n, 'requested',
      jsonb_build_object('requests.cpu', n || '00m', 'pods', n::text))) FROM generate_series(1, 8) AS n), 'absent', $1 FROM environment e`,
    [now],
  );
  await fillSamples(fill);
  await fillHistory(fill);
  await owner.query(
    `INSERT INTO usage_rollup_mark (minutes, done_until) VALUES (5, date_bin('5 minutes', $1::timestamptz - interval '10 minutes', 'epoch')),
      (60, date_bin('1 hour', $1::timestamptz - interval '10 minutes', 'epoch'))`,
    [now],
  );
  await owner.query(
    `INSERT INTO team_usage (team_id, key, environments, granted, used, p95, peak, days, measured_at)
    SELECT e.team_id, key, count(*), sum(hard), sum(used), sum(used) / 3, sum(used), 14, $1::timestamptz - (hashtext(e.team_id::text) & 4095) * interval '1 second'
    FROM environment_usage u JOIN environment e ON e.id = u.environment_id GROUP BY e.team_id, key`,
    [now],
  );
}

/** Two days of samples, and the newest in every tenth environment. */
async function fillSamples({ owner, now }: PortalFill): Promise<void> {
  await owner.query(
    `INSERT INTO usage_sample (environment_id, key, at, used, hard)
    SELECT environment_id, key, $1::timestamptz - n * interval '6 hours', used + n, hard
    FROM environment_usage CROSS JOIN generate_series(1, 7) AS n
    UNION ALL SELECT environment_id, key, $1::timestamptz - n * interval '3 minutes', used + n, hard
    FROM environment_usage CROSS JOIN generate_series(1, 2) AS n WHERE hashtext(environment_id::text) % 10 = 0
    ORDER BY 1, 2, 3`,
    [now],
  );
}

// With its indexes this would take several times as long.
async function fillHistory({ owner, load: { days }, now }: PortalFill): Promise<void> {
  const { rows } = await owner.query<{ drop: string; make: string }>(
    `SELECT CASE WHEN c.oid IS NULL THEN format('DROP INDEX %I', i.indexname) ELSE format('ALTER TABLE usage_rollup DROP CONSTRAINT %I', c.conname) END AS drop,
      CASE WHEN c.oid IS NULL THEN i.indexdef ELSE format('ALTER TABLE usage_rollup ADD CONSTRAINT %I %s', c.conname, pg_get_constraintdef(c.oid)) END AS make
    FROM pg_indexes i LEFT JOIN pg_constraint c ON c.conname = i.indexname WHERE i.tablename = 'usage_rollup'`,
  );
  for (const { drop } of rows) await owner.query(drop);
  // Every tenth team and its first environment changed in every bucket, all others once a day.
  await owner.query(
    `INSERT INTO usage_rollup (subject_id, minutes, key, at, peak, hard, last_used, last_hard)
    SELECT subject, minutes, key, date_bin(minutes * interval '1 minute', $1::timestamptz - interval '10 minutes', 'epoch') - n * every * interval '1 minute',
      used, 400, used, 400
    FROM (
      SELECT id AS subject, slug ~ '^load[0-9]*1$' AS busy FROM team
      UNION ALL SELECT id, namespace ~ '^load[0-9]*1-e1$' FROM environment) AS of
      CROSS JOIN LATERAL (VALUES (60::smallint, CASE WHEN busy THEN 60 ELSE 1440 END, $3::int), (5::smallint, 5, CASE WHEN busy THEN least($3::int, 2) ELSE 0 END))
        AS grain (minutes, every, days) CROSS JOIN unnest($2::text[]) AS key
      CROSS JOIN LATERAL generate_series(grain.days * 1440 / grain.every, 1, -1) AS n
      CROSS JOIN LATERAL (SELECT (hashtext(subject::text) # hashtext(key) # (n * 40503) & 1023) / 32.0 AS used) AS made`,
    [now, historyKeys, days],
  );
  for (const { make } of rows) await owner.query(make);
}
