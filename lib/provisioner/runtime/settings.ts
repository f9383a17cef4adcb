import { z } from 'zod';
import type { ReflectorTimes } from '#lib/k8s/reflector.ts';
import { healthVariables, readVariables, replicaVariable } from '#lib/process/read-variables.ts';
import { type TraceSettings, traceSettings, traceVariables } from '#lib/trace/trace-settings.ts';

const milliseconds = z.coerce.number().int().min(100).max(600_000);

/** The variables of the process, described for the reference. */
export const provisionerVariables = z
  .object({
    DATABASE_URL: z.string().min(1).describe('PostgreSQL, as the role `bailiwick_provisioner`.'),
    KUBECONFIG: z
      .string()
      .min(1)
      .describe(
        'A file with the rights of the ServiceAccount `provisioner`; it is read again when it changes.',
      ),
    ...healthVariables(9464),
    BAILIWICK_CALL_DEADLINE_MS: milliseconds
      .default(10_000)
      .describe('Milliseconds that the API server has for one call.'),
    BAILIWICK_WATCH_MS: milliseconds
      .default(30_000)
      .describe('Milliseconds after which the API server is to end a watch, which is then resumed.'),
    BAILIWICK_STALL_MS: milliseconds
      .default(35_000)
      .describe('Milliseconds after which a silent watch counts as dead; more than `BAILIWICK_WATCH_MS`.'),
    BAILIWICK_CREDENTIALS_WARN_SECONDS: z.coerce
      .number()
      .int()
      .min(0)
      .max(86_400)
      .default(600)
      .describe('Seconds before the end of the credentials for the cluster at which to warn.'),
    ...replicaVariable,
    ...traceVariables.shape,
  })
  .refine((given) => given.BAILIWICK_STALL_MS > given.BAILIWICK_WATCH_MS, {
    path: ['BAILIWICK_STALL_MS'],
    message: 'must be more than BAILIWICK_WATCH_MS, at whose end a quiet watch is heard of',
  });

/** How a provisioner runs. */
export interface ProvisionerSettings {
  databaseUrl: string;
  kubeconfig: string;
  metricsPort: number;
  host: string;
  replica: string;
  /** Milliseconds that an API server has for one call. */
  callDeadlineMs: number;
  watchTimes: ReflectorTimes;
  /** Seconds before the end of the credentials for the cluster at which to warn. */
  credentialsWarnSeconds: number;
  /** Where traces go; null where nothing is traced. */
  trace: TraceSettings | null;
}

/** Reads the settings; the error names each variable that is wrong, never its value. */
export function readSettings(env: Record<string, string | undefined>): ProvisionerSettings {
  const data = readVariables('provisioner', provisionerVariables, env);
  return {
    databaseUrl: data.DATABASE_URL,
    kubeconfig: data.KUBECONFIG,
    metricsPort: data.METRICS_PORT,
    host: data.HOST,
    replica: data.BAILIWICK_REPLICA,
    callDeadlineMs: data.BAILIWICK_CALL_DEADLINE_MS,
    watchTimes: { watchMs: data.BAILIWICK_WATCH_MS, stallMs: data.BAILIWICK_STALL_MS },
    credentialsWarnSeconds: data.BAILIWICK_CREDENTIALS_WARN_SECONDS,
    trace: traceSettings(data),
  };
}
