import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { getDatabase } from '#lib/data/client.ts';
import { countForMetrics, listHeartbeats } from '#lib/data/clusters/heartbeats.ts';
import { isAlive } from '#lib/domain/cluster-health.ts';

/** The metrics of the web process, with what they mean. */
export const webMetrics = {
  bailiwick_requests_pending: 'Requests that wait for a decision',
  bailiwick_environments_live: 'Environments whose namespace is not gone',
  bailiwick_environments_ready: 'Live environments whose Ready condition is True',
  bailiwick_drift_open: 'Drift that was found and not put back yet',
  bailiwick_provisioner_replicas_alive: 'Replicas of the provisioner with a sign of life in the last 15 s',
} as const;
type Name = keyof typeof webMetrics;

interface Metrics {
  registry: Registry;
  gauges: Map<Name, Gauge>;
}

// Kept over hot reloads: default metrics may be collected once only.
const cache = globalThis as typeof globalThis & { bailiwickMetrics?: Metrics };

/** Everything that the web process tells Prometheus, in its text format. No team or person is named. */
export async function readMetrics(): Promise<{ text: string; contentType: string }> {
  cache.bailiwickMetrics ??= makeMetrics();
  const { registry, gauges } = cache.bailiwickMetrics;
  const database = getDatabase();
  const [counts, heartbeats] = await Promise.all([countForMetrics(database), listHeartbeats(database)]);
  const values: Record<Name, number> = {
    bailiwick_requests_pending: counts.pendingRequests,
    bailiwick_environments_live: counts.liveEnvironments,
    bailiwick_environments_ready: counts.readyEnvironments,
    bailiwick_drift_open: counts.openDrift,
    bailiwick_provisioner_replicas_alive: heartbeats.filter(isAlive).length,
  };
  for (const [name, gauge] of gauges) gauge.set(values[name]);
  return { text: await registry.metrics(), contentType: registry.contentType };
}

function makeMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'bailiwick_web_' });
  const names = Object.keys(webMetrics) as Name[];
  const gauges = new Map(
    names.map((name) => [name, new Gauge({ name, help: webMetrics[name], registers: [registry] })]),
  );
  return { registry, gauges };
}
