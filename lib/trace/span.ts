import type { SpanContext } from './trace-parent.ts';

export type Attributes = Record<string, string | number | boolean>;

/** What a span stands for: the answer to somebody, work within, a call to somebody, or work that was left for us. */
export type SpanKind = 'server' | 'internal' | 'client' | 'consumer';

/** A span that has ended; times are milliseconds since 1970. */
export interface EndedSpan extends SpanContext {
  parentId: string | null;
  name: string;
  kind: SpanKind;
  startMs: number;
  endMs: number;
  attributes: Attributes;
  /** Why it failed; null where it did not. */
  failure: string | null;
}

/** How a span begins. */
export interface SpanOptions {
  kind: SpanKind;
  attributes?: Attributes;
  /** The span that it belongs to, where that is not the one under way. */
  parent?: SpanContext;
}

/** A span under way. */
export interface OpenSpan {
  set: (attributes: Attributes) => void;
  fail: (why: string) => void;
}

/** What makes spans, and hands them on when they have ended. */
export interface Tracer {
  /** Runs the work as a span; what it does belongs to that span. */
  run: <T>(name: string, options: SpanOptions, work: (span: OpenSpan) => Promise<T>) => Promise<T>;
  /** Notes work that was done, as a part of the span under way or of `parent`; without either there is nothing to note. */
  note: (name: string, startMs: number, endMs: number, options: SpanOptions) => void;
  /** The span under way; null while there is none. */
  current: () => SpanContext | null;
  /** Sends what has ended. */
  flush: () => Promise<void>;
}
