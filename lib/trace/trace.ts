import type { OpenSpan, SpanOptions, Tracer } from './span.ts';
import { formatTraceParent } from './trace-parent.ts';
import type { TraceSettings } from './trace-settings.ts';

// The parts of the web server are bundled apart: all share this one.
const shared = globalThis as typeof globalThis & { bailiwickTracer?: Tracer };

/** The tracer of the process; null, and nothing of it loaded, where nothing is traced. */
export function tracer(): Tracer | null {
  return shared.bailiwickTracer ?? null;
}

/** Has the process traced from now on, if there are settings. */
export async function startTracing(
  service: string,
  settings: TraceSettings | null,
  failed: (error: unknown) => void,
): Promise<void> {
  if (settings === null) return;
  const { createTracer } = await import('./tracer.ts');
  shared.bailiwickTracer = createTracer(service, settings, failed);
}

/** Sends what has ended, and traces no more. */
export async function stopTracing(): Promise<void> {
  const ending = tracer();
  delete shared.bailiwickTracer;
  await ending?.flush();
}

/** Runs the work as a span where anything is traced; it gets null where nothing is. */
export function traced<T>(
  name: string,
  options: SpanOptions,
  work: (span: OpenSpan | null) => Promise<T>,
): Promise<T> {
  return tracer()?.run(name, options, work) ?? work(null);
}

/** What asked for a generation, for the row that the provisioner reads; undefined where nothing is traced. */
export function traceOf(generation: number): { parent: string; generation: number; at: string } | undefined {
  const context = tracer()?.current() ?? null;
  if (context === null) return undefined;
  return { parent: formatTraceParent(context), generation, at: new Date().toISOString() };
}
