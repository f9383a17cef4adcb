import { hostname } from 'node:os';
import { z } from 'zod';
import { defaultPlatform, type PlatformSettings } from '../desired/environment-spec.ts';

const environmentSchema = z.object({
  DATABASE_URL: z.string().min(1),
  KUBECONFIG: z.string().min(1),
  METRICS_PORT: z.coerce.number().int().min(0).max(65_535).default(9464),
  HOST: z.string().default('127.0.0.1'),
  BAILIWICK_REPLICA: z.string().default(`${hostname()}-${process.pid}`),
  BAILIWICK_SUBJECT_PREFIX: z.string().default(defaultPlatform.subjectPrefix),
  BAILIWICK_INGRESS_NAMESPACE: z.string().default(defaultPlatform.ingressNamespace),
});

/** How a provisioner runs. */
export interface ProvisionerSettings {
  databaseUrl: string;
  kubeconfig: string;
  metricsPort: number;
  host: string;
  replica: string;
  platform: PlatformSettings;
}

/** Reads the settings; the error names each variable that is wrong, never its value. */
export function readSettings(env: Record<string, string | undefined>): ProvisionerSettings {
  const parsed = environmentSchema.safeParse(env);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
    throw new Error(`The provisioner is not configured: ${wrong}`);
  }
  const { data } = parsed;
  return {
    databaseUrl: data.DATABASE_URL,
    kubeconfig: data.KUBECONFIG,
    metricsPort: data.METRICS_PORT,
    host: data.HOST,
    replica: data.BAILIWICK_REPLICA,
    platform: {
      ...defaultPlatform,
      subjectPrefix: data.BAILIWICK_SUBJECT_PREFIX,
      ingressNamespace: data.BAILIWICK_INGRESS_NAMESPACE,
    },
  };
}
