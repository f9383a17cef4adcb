import { Gauge, Histogram, type Registry } from 'prom-client';
import type { ErrorCode } from '#lib/domain/error.ts';

/** What a server action came to. */
export type ActionEnd = 'ok' | ErrorCode | 'UNEXPECTED';

/** What is measured while the web process answers. */
export type RequestMetrics = ReturnType<typeof addRequestMetrics>;

const buckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Adds rate, errors and duration of requests by route and of server actions by name to a registry. */
export function addRequestMetrics(registry: Registry) {
  const registers = [registry];
  const requests = new Histogram({
    name: 'bailiwick_http_request_duration_seconds',
    help: 'Duration of answers by the pattern of the route, the method and the class of the status; `aborted` where the browser left first',
    labelNames: ['route', 'method', 'code'],
    ...{ buckets, registers },
  });
  const actions = new Histogram({
    name: 'bailiwick_action_duration_seconds',
    help: 'Duration of server actions by name, and by `ok` or why not; `UNEXPECTED` is a failure on our side',
    labelNames: ['action', 'result'],
    ...{ buckets, registers },
  });
  const streams = new Gauge({
    name: 'bailiwick_event_streams_open',
    help: 'Browsers that are connected to hear of changes; their requests are told only where they are refused',
    registers,
  });
  return {
    /** One request was answered or left; duration in seconds. */
    answered: (route: string, method: string, code: string, seconds: number) =>
      requests.observe({ route, method, code }, seconds),
    /** One server action has ended; duration in seconds. */
    acted: (action: string, result: ActionEnd, seconds: number) =>
      actions.observe({ action, result }, seconds),
    /** An event stream was opened (1) or has ended (-1). */
    streams: (change: 1 | -1) => streams.inc(change),
  };
}
