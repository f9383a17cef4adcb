import { z } from 'zod';

/** The variables of tracing, described for the reference; named as OpenTelemetry names them. */
export const traceVariables = z.object({
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .or(z.literal(''))
    .optional()
    .describe(
      'A receiver of OpenTelemetry traces over HTTP, without `/v1/traces`; without it nothing is traced.',
    ),
  OTEL_EXPORTER_OTLP_HEADERS: z
    .string()
    .regex(/^([^=,\s]+=[^,]*(,|$))*$/, 'must be NAME=VALUE, with commas between')
    .optional()
    .describe('Headers for that receiver: `name=value`, with commas between.'),
  OTEL_SERVICE_NAME: z
    .string()
    .optional()
    .describe('What the process is called in traces, unless `bailiwick-` and what it is.'),
});

/** Where traces go. */
export interface TraceSettings {
  endpoint: string;
  headers: Record<string, string>;
  serviceName: string | undefined;
}

/** Null where nothing is to be traced. */
export function traceSettings(data: z.output<typeof traceVariables>): TraceSettings | null {
  // OpenTelemetry has it that an empty variable is none.
  const endpoint = data.OTEL_EXPORTER_OTLP_ENDPOINT ?? '';
  if (endpoint === '') return null;
  const pairs = (data.OTEL_EXPORTER_OTLP_HEADERS ?? '').split(',').filter((pair) => pair !== '');
  const headers = pairs.map((pair) => {
    const at = pair.indexOf('=');
    return [pair.slice(0, at).trim(), decodeURIComponent(pair.slice(at + 1).trim())] as const;
  });
  return {
    endpoint,
    headers: Object.fromEntries(headers),
    serviceName: data.OTEL_SERVICE_NAME,
  };
}
