import { describe, expect, it, test } from 'vitest';
import { otlpBody } from './otlp-body.ts';
import { traced, traceOf, tracer } from './trace.ts';
import { formatTraceParent, parseTraceParent } from './trace-parent.ts';
import { traceSettings, traceVariables } from './trace-settings.ts';

const context = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7' };

describe('traceparent', () => {
  it('comes back as it was', () => {
    expect(formatTraceParent(context)).toBe('00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01');
    expect(parseTraceParent(formatTraceParent(context))).toEqual(context);
  });

  it.each([
    '',
    '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00',
    '00-00000000000000000000000000000000-00f067aa0ba902b7-01',
    '00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01',
    '00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01',
    '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more',
  ])('%j is none that is recorded', (text) => {
    expect(parseTraceParent(text)).toBeNull();
  });
});

test('without settings nothing is traced, and the work is done all the same', async () => {
  for (const none of [{}, { OTEL_EXPORTER_OTLP_ENDPOINT: '' }])
    expect(traceSettings(traceVariables.parse(none))).toBeNull();
  expect(tracer()).toBeNull();
  expect(await traced('work', { kind: 'server' }, async (span) => span)).toBeNull();
  expect(traceOf(1)).toBeUndefined();
});

test('settings are named as OpenTelemetry names them', () => {
  const given = {
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318',
    OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20a=b,x-tenant=ops',
  };
  expect(traceSettings(traceVariables.parse(given))).toEqual({
    endpoint: 'http://collector:4318',
    headers: { authorization: 'Bearer a=b', 'x-tenant': 'ops' },
    serviceName: undefined,
  });
  for (const wrong of ['collector:4318', 'file:///etc/passwd'])
    expect(traceVariables.safeParse({ OTEL_EXPORTER_OTLP_ENDPOINT: wrong }).success).toBe(false);
});

test('a span is told in the JSON encoding of OTLP', () => {
  const attributes = { result: 'ok', generation: 2, share: 0.5, ready: true };
  const times = { startMs: 1_795_000_000_000.25, endMs: 1_795_000_000_012.5 };
  const span = { ...context, ...times, parentId: null, name: 'pass', kind: 'consumer' as const, attributes };
  expect(otlpBody({ 'service.name': 'bailiwick-web' }, [{ ...span, failure: 'why' }])).toEqual({
    resourceSpans: [
      {
        resource: { attributes: [{ key: 'service.name', value: { stringValue: 'bailiwick-web' } }] },
        scopeSpans: [
          {
            scope: { name: 'bailiwick' },
            spans: [
              {
                ...{ ...context, parentSpanId: '', name: 'pass', kind: 5 },
                startTimeUnixNano: '1795000000000250000',
                endTimeUnixNano: '1795000000012500000',
                attributes: [
                  { key: 'result', value: { stringValue: 'ok' } },
                  { key: 'generation', value: { intValue: '2' } },
                  { key: 'share', value: { doubleValue: 0.5 } },
                  { key: 'ready', value: { boolValue: true } },
                ],
                status: { code: 2, message: 'why' },
              },
            ],
          },
        ],
      },
    ],
  });
});
