import { z } from 'zod';
import { healthVariables, readVariables } from '#lib/process/read-variables.ts';

/** The variables of the process, described for the reference. */
export const conformanceVariables = z.object({
  DATABASE_URL: z.string().min(1).describe('PostgreSQL, as the role `bailiwick_conformance`.'),
  KUBECONFIG: z.string().min(1).describe('A file with the rights of the ServiceAccount `conformance`.'),
  ...healthVariables(9465),
});

/** How a conformance process runs. */
export interface ConformanceSettings {
  databaseUrl: string;
  kubeconfig: string;
  metricsPort: number;
  host: string;
}

/** Reads the settings; the error names each variable that is wrong, never its value. */
export function readSettings(env: Record<string, string | undefined>): ConformanceSettings {
  const { DATABASE_URL, KUBECONFIG, METRICS_PORT, HOST } = readVariables(
    'conformance',
    conformanceVariables,
    env,
  );
  return { databaseUrl: DATABASE_URL, kubeconfig: KUBECONFIG, metricsPort: METRICS_PORT, host: HOST };
}
