import type { WatchAge } from '#lib/domain/provisioner-views.ts';
import type { Queryable } from '../client.ts';

/** One replica of the provisioner, with its age by the database's clock. */
export interface HeartbeatRow {
  replica: string;
  startedAt: Date;
  beatAt: Date;
  ageMs: number;
  clusterSeenAt: Date | null;
  unreachableSince: Date | null;
  clusterVersion: string | null;
  message: string | null;
  queueDepth: number;
  version: string | null;
  stoppedAt: Date | null;
  watches: WatchAge[];
}

/** Replicas that gave a sign of life within the last day, newest sign first. */
export async function listHeartbeats(database: Queryable): Promise<HeartbeatRow[]> {
  return database.$queryRaw<HeartbeatRow[]>`
    SELECT replica, started_at AS "startedAt", beat_at AS "beatAt",
      (extract(epoch FROM now() - beat_at) * 1000)::float8 AS "ageMs",
      cluster_seen_at AS "clusterSeenAt", unreachable_since AS "unreachableSince",
      cluster_version AS "clusterVersion", message, queue_depth AS "queueDepth",
      version, stopped_at AS "stoppedAt", watches
    FROM provisioner_heartbeat WHERE beat_at > now() - interval '1 day' ORDER BY beat_at DESC`;
}

/** Figures for the metrics endpoint. */
export interface MetricCounts {
  pendingRequests: number;
  teams: number;
  liveEnvironments: number;
  readyEnvironments: number;
  stalledEnvironments: number;
  behindEnvironments: number;
  openDrift: number;
  /** How long the identity provider has not answered about a sign-in; the longest of all, 0 when it answers. */
  identitySilentSeconds: number;
}

/** Counts for the metrics endpoint, in one statement. */
export async function countForMetrics(database: Queryable): Promise<MetricCounts> {
  const [row] = await database.$queryRaw<MetricCounts[]>`
    SELECT (SELECT count(*)::int FROM request WHERE state = 'pending') AS "pendingRequests",
      (SELECT count(*)::int FROM team WHERE archived_at IS NULL) AS teams,
      (SELECT count(*)::int FROM drift_event WHERE healed_at IS NULL) AS "openDrift",
      (SELECT coalesce(max(extract(epoch FROM now() - silent_since)), 0)::int FROM identity_grant) AS "identitySilentSeconds",
      count(*)::int AS "liveEnvironments", (count(*) FILTER (WHERE s.is_ready))::int AS "readyEnvironments",
      (count(*) FILTER (WHERE s.is_stalled))::int AS "stalledEnvironments",
      (count(*) FILTER (WHERE s.observed_generation < e.generation))::int AS "behindEnvironments"
    FROM environment e JOIN environment_status s ON s.environment_id = e.id WHERE e.finalized_at IS NULL`;
  if (row === undefined) throw new Error('The figures were not counted.');
  return row;
}
