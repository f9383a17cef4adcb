import { z } from 'zod';

const texts = z.record(z.string(), z.string());
const metadata = z.strictObject({ name: z.string(), namespace: z.string(), labels: texts });
const duration = z.string().regex(/^[0-9]+(s|m|h)$/);
const secretKey = z.strictObject({ name: z.string(), key: z.string() });

const serviceMonitor = z.strictObject({
  apiVersion: z.literal('monitoring.coreos.com/v1'),
  kind: z.literal('ServiceMonitor'),
  metadata,
  spec: z.strictObject({
    jobLabel: z.string(),
    selector: z.strictObject({ matchLabels: texts }),
    endpoints: z
      .array(
        z.strictObject({
          port: z.string(),
          path: z.string().startsWith('/'),
          interval: duration,
          authorization: z.strictObject({ credentials: secretKey }).optional(),
        }),
      )
      .min(1),
  }),
});

const rule = z
  .strictObject({
    alert: z.string().optional(),
    record: z.string().optional(),
    expr: z.union([z.string(), z.number()]),
    for: duration.optional(),
    keep_firing_for: duration.optional(),
    labels: texts.optional(),
    annotations: texts.optional(),
  })
  .refine(({ alert, record }) => (alert === undefined) !== (record === undefined));

const prometheusRule = z.strictObject({
  apiVersion: z.literal('monitoring.coreos.com/v1'),
  kind: z.literal('PrometheusRule'),
  metadata,
  spec: z.strictObject({
    groups: z
      .array(z.strictObject({ name: z.string(), interval: duration.optional(), rules: z.array(rule).min(1) }))
      .min(1),
  }),
});

const httpRoute = z.strictObject({
  apiVersion: z.literal('gateway.networking.k8s.io/v1'),
  kind: z.literal('HTTPRoute'),
  metadata,
  spec: z.strictObject({
    parentRefs: z
      .array(
        z.strictObject({
          name: z.string(),
          namespace: z.string().optional(),
          sectionName: z.string().optional(),
        }),
      )
      .min(1),
    hostnames: z.array(z.string().regex(/^[a-z0-9.-]+$/)),
    rules: z.array(
      z.strictObject({
        matches: z.array(
          z.strictObject({ path: z.strictObject({ type: z.enum(['PathPrefix']), value: z.string() }) }),
        ),
        backendRefs: z.array(z.strictObject({ name: z.string(), port: z.number().int() })),
        timeouts: z.strictObject({ request: duration }),
      }),
    ),
  }),
});

/**
 * Kinds that only operators bring, so that the local API server does not know them: the fields of theirs that the chart writes.
 * Nothing else may be written.
 */
export const customKinds: Record<string, z.ZodType> = {
  ServiceMonitor: serviceMonitor,
  PrometheusRule: prometheusRule,
  HTTPRoute: httpRoute,
};
