import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import { otlpBody } from './otlp-body.ts';
import type { EndedSpan, SpanOptions, Tracer } from './span.ts';
import type { SpanContext } from './trace-parent.ts';
import type { TraceSettings } from './trace-settings.ts';

const everyMs = 1_000;
const patienceMs = 5_000;
// What a receiver that is away may cost in memory; beyond that, spans are lost.
const mostWaiting = 2_000;

const hex = (bytes: number) => randomBytes(bytes).toString('hex');
const now = () => performance.timeOrigin + performance.now();

/** A tracer that sends what has ended once a second to an OTLP receiver; `failed` hears of what could not be sent. */
export function createTracer(
  service: string,
  { endpoint, headers, serviceName }: TraceSettings,
  failed: (error: unknown) => void,
): Tracer {
  const underWay = new AsyncLocalStorage<SpanContext>();
  let ended: EndedSpan[] = [];
  const resource = { 'service.name': serviceName ?? `bailiwick-${service}` };

  const begin = ({ parent }: SpanOptions) => {
    const above = parent ?? underWay.getStore() ?? null;
    const context = { traceId: above?.traceId ?? hex(16), spanId: hex(8) };
    return { above, context };
  };
  const end = (span: EndedSpan) => {
    if (ended.length < mostWaiting) ended.push(span);
  };

  async function flush(): Promise<void> {
    if (ended.length === 0) return;
    const spans = ended;
    ended = [];
    try {
      const answer = await fetch(`${endpoint.replace(/\/$/, '')}/v1/traces`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(otlpBody(resource, spans)),
        signal: AbortSignal.timeout(patienceMs),
      });
      await answer.body?.cancel();
      if (!answer.ok) throw new Error(`The receiver of traces answers ${answer.status}.`);
    } catch (error) {
      failed(error);
    }
  }
  setInterval(() => void flush(), everyMs).unref();

  return {
    run: async (name, options, work) => {
      const { above, context } = begin(options);
      const attributes = { ...options.attributes };
      const startMs = now();
      let failure: string | null = null;
      const span = {
        set: (more: typeof attributes) => void Object.assign(attributes, more),
        fail: (why: string) => {
          failure = why;
        },
      };
      try {
        return await underWay.run(context, () => work(span));
      } catch (error) {
        failure ??= error instanceof Error ? error.name : 'failed';
        throw error;
      } finally {
        const parentId = above?.spanId ?? null;
        end({ ...context, parentId, name, kind: options.kind, startMs, endMs: now(), attributes, failure });
      }
    },
    note: (name, startMs, endMs, options) => {
      const { above, context } = begin(options);
      if (above === null) return;
      const { kind, attributes = {} } = options;
      end({ ...context, parentId: above.spanId, name, kind, startMs, endMs, attributes, failure: null });
    },
    current: () => underWay.getStore() ?? null,
    flush,
  };
}
