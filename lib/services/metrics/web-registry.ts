import { collectDefaultMetrics, Registry } from 'prom-client';
import { addDatabaseGauges, type DatabaseGauges } from './database-gauges.ts';
import { addRequestMetrics, type RequestMetrics } from './request-metrics.ts';

/** What the web process measures, and where it is collected. */
export interface WebRegistry {
  registry: Registry;
  requests: RequestMetrics;
  gauges: DatabaseGauges;
}

// The parts of the web server are bundled apart, and reloaded in development: all share this one.
const shared = globalThis as typeof globalThis & { bailiwickMetrics?: WebRegistry };

/** The registry of the process, made at first use. */
export function webRegistry(): WebRegistry {
  shared.bailiwickMetrics ??= makeRegistry();
  return shared.bailiwickMetrics;
}

function makeRegistry(): WebRegistry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'bailiwick_web_' });
  return { registry, requests: addRequestMetrics(registry), gauges: addDatabaseGauges(registry) };
}
