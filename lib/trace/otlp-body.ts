import type { Attributes, EndedSpan, SpanKind } from './span.ts';

const kinds: Record<SpanKind, number> = { internal: 1, server: 2, client: 3, consumer: 5 };
const failed = 2;

/** Spans as the body of OTLP over HTTP, in its JSON encoding (opentelemetry-proto 1.x). */
export function otlpBody(resource: Attributes, spans: readonly EndedSpan[]): object {
  const scopeSpans = [{ scope: { name: 'bailiwick' }, spans: spans.map(spanOf) }];
  return { resourceSpans: [{ resource: { attributes: attributesOf(resource) }, scopeSpans }] };
}

function spanOf({ parentId, startMs, endMs, failure, ...span }: EndedSpan): object {
  return {
    ...{ traceId: span.traceId, spanId: span.spanId, parentSpanId: parentId ?? '' },
    ...{ name: span.name, kind: kinds[span.kind] },
    ...{ startTimeUnixNano: nanoseconds(startMs), endTimeUnixNano: nanoseconds(Math.max(startMs, endMs)) },
    attributes: attributesOf(span.attributes),
    status: failure === null ? {} : { code: failed, message: failure },
  };
}

// More digits than a number holds.
function nanoseconds(ms: number): string {
  return String(BigInt(Math.round(ms * 1000)) * 1000n);
}

function attributesOf(attributes: Attributes): object[] {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: anyValue(value) }));
}

function anyValue(value: string | number | boolean): object {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}
