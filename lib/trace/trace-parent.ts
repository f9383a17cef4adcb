/** Which span of which trace, as the W3C header `traceparent` names them. */
export interface SpanContext {
  /** 32 hexadecimal digits. */
  traceId: string;
  /** 16 of them. */
  spanId: string;
}

/** The header; the flag says that the trace is recorded. */
export function formatTraceParent({ traceId, spanId }: SpanContext): string {
  return `00-${traceId}-${spanId}-01`;
}

/** What the header names; null for one that is none, or whose trace is not recorded. */
export function parseTraceParent(text: string): SpanContext | null {
  const [, traceId, spanId, flags] = /^[\da-f]{2}-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})$/.exec(text) ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return null;
  if (/^0+$/.test(traceId) || /^0+$/.test(spanId) || (Number.parseInt(flags, 16) & 1) === 0) return null;
  return { traceId, spanId };
}
