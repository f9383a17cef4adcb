import { getDatabase } from '#lib/data/client.ts';
import { countForMetrics, listHeartbeats } from '#lib/data/clusters/heartbeats.ts';
import { listUsageSeries } from '#lib/data/clusters/usage-series.ts';
import { isAlive } from '#lib/domain/cluster-health.ts';
import { readMetricsSettings } from './metrics-settings.ts';
import { webRegistry } from './web-registry.ts';

/** Everything that the web process tells Prometheus, in its text format. No person is named. */
export async function readMetrics(): Promise<{ text: string; contentType: string }> {
  const { registry, gauges } = webRegistry();
  const database = getDatabase();
  const most = readMetricsSettings(process.env);
  const [counts, heartbeats, usage] = await Promise.all([
    countForMetrics(database),
    listHeartbeats(database),
    listUsageSeries(database, most),
  ]);
  const untold = (count: number, limit: number) => (count > limit ? count : 0);
  const values = {
    bailiwick_requests_pending: counts.pendingRequests,
    bailiwick_environments_live: counts.liveEnvironments,
    bailiwick_environments_ready: counts.readyEnvironments,
    bailiwick_environments_stalled: counts.stalledEnvironments,
    bailiwick_environments_behind: counts.behindEnvironments,
    bailiwick_environments_untold: untold(counts.liveEnvironments, most.environments),
    bailiwick_teams_untold: untold(counts.teams, most.teams),
    bailiwick_drift_open: counts.openDrift,
    bailiwick_identity_silent_seconds: counts.identitySilentSeconds,
    bailiwick_provisioner_replicas_alive: heartbeats.filter(isAlive).length,
  };
  gauges.fill(values, usage);
  return { text: await registry.metrics(), contentType: registry.contentType };
}
