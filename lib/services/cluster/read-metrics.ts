import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { getDatabase } from '#lib/data/client.ts';
import { countForMetrics, listHeartbeats } from '#lib/data/clusters/heartbeats.ts';

// Kept over hot reloads: default metrics may be collected once only.
const cache = globalThis as typeof globalThis & { bailiwickMetrics?: Registry };

/** Everything that the web process tells Prometheus, in its text format. No team or person is named. */
export async function readMetrics(): Promise<{ text: string; contentType: string }> {
  cache.bailiwickMetrics ??= makeRegistry();
  return { text: await cache.bailiwickMetrics.metrics(), contentType: cache.bailiwickMetrics.contentType };
}

function makeRegistry(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'bailiwick_web_' });
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers: [registry] });
  const pending = gauge('bailiwick_requests_pending', 'Requests that wait for a decision.');
  const ready = gauge('bailiwick_environments_ready', 'Live environments whose Ready condition is True.');
  const drift = gauge('bailiwick_drift_open', 'Drift that was found and not put back yet.');
  const replicas = gauge(
    'bailiwick_provisioner_replicas_alive',
    'Replicas with a sign of life in the last 15 s.',
  );
  new Gauge({
    name: 'bailiwick_environments_live',
    help: 'Environments whose namespace is not gone.',
    registers: [registry],
    async collect() {
      const [counts, heartbeats] = await Promise.all([
        countForMetrics(getDatabase()),
        listHeartbeats(getDatabase()),
      ]);
      this.set(counts.liveEnvironments);
      pending.set(counts.pendingRequests);
      ready.set(counts.readyEnvironments);
      drift.set(counts.openDrift);
      replicas.set(heartbeats.filter(({ ageMs }) => ageMs <= 15_000).length);
    },
  });
  return registry;
}
