import type { Database } from '../client.ts';

/** Sums what the live environments of each team were granted and use now; sums that stay the same are not written. */
export async function sumTeamUsage(database: Database): Promise<void> {
  await database.$executeRaw`
    WITH now AS (
      SELECT e.team_id, u.key, count(*)::int AS environments, sum(u.hard) AS granted, sum(u.used) AS used
      FROM environment_usage u JOIN environment e ON e.id = u.environment_id WHERE e.finalized_at IS NULL GROUP BY e.team_id, u.key),
    gone AS (
      DELETE FROM team_usage t WHERE NOT EXISTS (SELECT FROM now WHERE (now.team_id, now.key) = (t.team_id, t.key)))
    INSERT INTO team_usage AS t (team_id, key, environments, granted, used) SELECT * FROM now
    ON CONFLICT (team_id, key) DO UPDATE
    SET environments = excluded.environments, granted = excluded.granted, used = excluded.used
    WHERE (t.environments, t.granted, t.used) IS DISTINCT FROM (excluded.environments, excluded.granted, excluded.used)`;
}

/**
 * Measures how much some teams needed in the 14 days before `now`, those first that were measured longest ago: the
 * peak of each hour, weighed by how long it held. Answers how many teams were due.
 */
export async function measureTeams(database: Database, now: Date, most: number): Promise<number> {
  const measured = await database.$queryRaw<object[]>`
    WITH due AS (
      SELECT team_id FROM team_usage GROUP BY team_id
      HAVING coalesce(min(measured_at), '-infinity') <= ${now}::timestamptz - interval '1 hour'
      ORDER BY min(measured_at) NULLS FIRST, team_id LIMIT ${most}),
    begun AS (SELECT ${now}::timestamptz - interval '14 days' AS at),
    row AS (
      SELECT u.team_id, u.key, r.at, r.peak, r.last_used FROM due JOIN team_usage u USING (team_id), begun,
        LATERAL (
          SELECT at, peak, last_used FROM usage_rollup WHERE subject_id = u.team_id AND minutes = 60 AND key = u.key AND at >= begun.at
          UNION ALL (SELECT begun.at, last_used, last_used FROM usage_rollup
            WHERE subject_id = u.team_id AND minutes = 60 AND key = u.key AND at < begun.at ORDER BY at DESC LIMIT 1)) AS r),
    lasting AS (
      SELECT *, least(coalesce(lead(at) OVER (PARTITION BY team_id, key ORDER BY at), ${now}::timestamptz), ${now}::timestamptz) AS ends
      FROM row),
    part AS (
      SELECT team_id, key, peak AS used, extract(epoch FROM least(ends - at, interval '1 hour')) AS seconds FROM lasting
      UNION ALL
      SELECT team_id, key, last_used, extract(epoch FROM ends - at - interval '1 hour') FROM lasting
      WHERE ends - at > interval '1 hour'),
    ranked AS (
      SELECT *, sum(seconds) OVER (PARTITION BY team_id, key ORDER BY used, seconds) AS below,
        sum(seconds) OVER (PARTITION BY team_id, key) AS whole FROM part WHERE seconds > 0),
    found AS (
      SELECT team_id, key, min(used) FILTER (WHERE below >= 0.95 * whole) AS p95, max(used) AS peak,
        floor(max(whole) / 86400)::int AS days FROM ranked GROUP BY team_id, key)
    UPDATE team_usage t SET p95 = f.p95, peak = f.peak, days = coalesce(f.days, 0), measured_at = ${now}
    FROM due LEFT JOIN team_usage u USING (team_id) LEFT JOIN found f ON (f.team_id, f.key) = (u.team_id, u.key)
    WHERE (t.team_id, t.key) = (u.team_id, u.key) RETURNING t.team_id`;
  return measured.length;
}
