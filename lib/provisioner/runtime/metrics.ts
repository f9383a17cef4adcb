import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** The provisioner's metrics, in a registry of their own. */
export function createMetrics(sources: {
  queueDepth: () => number;
  heardAt: () => ReadonlyMap<string, number>;
  answers: () => ReadonlyMap<number, number>;
}) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  new Gauge({
    name: 'bailiwick_queue_depth',
    help: 'Environments waiting for or in a pass',
    registers,
    collect() {
      this.set(sources.queueDepth());
    },
  });
  new Gauge({
    name: 'bailiwick_watch_silence_seconds',
    help: 'Seconds since a watch last heard anything',
    labelNames: ['kind'],
    registers,
    collect() {
      for (const [kind, at] of sources.heardAt()) this.set({ kind }, (Date.now() - at) / 1000);
    },
  });
  new Gauge({
    name: 'bailiwick_api_answers',
    help: 'Answers of the API server by status code since the start',
    labelNames: ['code'],
    registers,
    collect() {
      for (const [code, count] of sources.answers()) this.set({ code: String(code) }, count);
    },
  });
  const passes = new Histogram({
    name: 'bailiwick_pass_seconds',
    help: 'Duration of reconcile passes',
    labelNames: ['ready'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const drift = new Counter({
    name: 'bailiwick_drift_total',
    help: 'Differences found and undone',
    labelNames: ['kind', 'change'],
    registers,
  });
  const fenced = new Counter({
    name: 'bailiwick_fenced_total',
    help: 'Passes whose record was refused because the lease was lost',
    registers,
  });
  return { registry, passes, drift, fenced };
}
