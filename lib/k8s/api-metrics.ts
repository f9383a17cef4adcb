import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { callLabels } from './call-labels.ts';
import type { Transport } from './transport.ts';

/** Adds what is measured of the calls to the API server, over these transports together. */
export function addApiMetrics(
  registry: Registry,
  transports: readonly Pick<Transport, 'observe' | 'concurrency'>[],
): void {
  const registers = [registry];
  const durations = new Histogram({
    name: 'bailiwick_api_request_duration_seconds',
    help: 'Duration of each call on the wire to the API server, by its status or by why there was no answer',
    labelNames: ['verb', 'kind', 'code'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const retries = new Counter({
    name: 'bailiwick_api_retries_total',
    help: 'Calls that were sent again because the API server asked for patience',
    labelNames: ['verb', 'kind'],
    registers,
  });
  for (const { observe } of transports)
    observe({
      answered: (call, code, seconds) => durations.observe({ ...callLabels(call), code }, seconds),
      retried: (call) => retries.inc(callLabels(call)),
    });
  const sum = (of: 'limit' | 'running' | 'waiting') =>
    transports.reduce((total, { concurrency }) => total + concurrency()[of], 0);
  const gauges = {
    bailiwick_api_calls_in_flight: ['Calls to the API server that are under way', () => sum('running')],
    bailiwick_api_calls_waiting: ['Calls to the API server that wait for their turn', () => sum('waiting')],
    bailiwick_api_concurrency_limit: [
      'Calls that may be under way at once, as the API server bears it now',
      () => sum('limit'),
    ],
  } as const;
  for (const [name, [help, read]] of Object.entries(gauges)) {
    const gauge: Gauge = new Gauge({ name, help, registers, collect: () => gauge.set(read()) });
  }
}
