import type { ClaimRow } from '#lib/data/provisioner/environment-row.ts';
import { callLabels } from '#lib/k8s/call-labels.ts';
import type { TransportObserver } from '#lib/k8s/transport-observer.ts';
import type { OpenSpan } from '#lib/trace/span.ts';
import { traced, tracer } from '#lib/trace/trace.ts';
import { parseTraceParent } from '#lib/trace/trace-parent.ts';

/**
 * Runs a pass as a part of the trace of whoever asked for the environment's newest generation, with how long that waited; the work
 * gets null where nobody's trace asks for it.
 */
export function tracePass<T>(row: ClaimRow, work: (span: OpenSpan | null) => Promise<T>): Promise<T> {
  const parent = row.trace === null ? null : parseTraceParent(row.trace.parent);
  if (row.trace === null || parent === null) return work(null);
  const attributes = {
    ...{ 'bailiwick.namespace': row.namespace, 'bailiwick.generation': row.generation },
    ...{ 'bailiwick.fence': Number(row.fence) },
  };
  // Later passes for the same generation have waited for something else.
  if (row.observedGeneration < row.generation)
    tracer()?.note('queue wait', Date.parse(row.trace.at), Date.now(), {
      ...{ kind: 'internal', attributes, parent },
    });
  return traced('pass', { kind: 'consumer', attributes, parent }, work);
}

/** Makes each call to the API server within a traced pass a span of its own. */
export const callSpans: TransportObserver = {
  answered: (call, code, seconds) => {
    if (tracer() === null) return;
    const { verb, kind } = callLabels(call);
    const endMs = Date.now();
    const attributes = { 'k8s.verb': verb, 'k8s.kind': kind, 'http.response.status_code': code };
    tracer()?.note(`${verb} ${kind}`, endMs - seconds * 1000, endMs, { kind: 'client', attributes });
  },
  retried: () => undefined,
};
