import { hostname } from 'node:os';
import { z } from 'zod';

/** Where the health server of a process listens. */
export const healthVariables = (port: number) => ({
  METRICS_PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(port)
    .describe('The port of `/livez`, `/readyz` and `/metrics`.'),
  HOST: z.string().default('127.0.0.1').describe('The address on which that port is opened.'),
});

/** What a replica is called among those of its kind. */
export const replicaVariable = {
  BAILIWICK_REPLICA: z
    .string()
    .default(`${hostname()}-${process.pid}`)
    .describe(
      'The name of this replica; the name of the machine and the number of the process, unless it is given.',
    ),
};

/** Reads the environment variables of a process; the error names each one that is wrong, never its value. */
export function readVariables<Schema extends z.ZodType>(
  name: string,
  schema: Schema,
  env: Record<string, string | undefined>,
): z.output<Schema> {
  const parsed = schema.safeParse(env);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  throw new Error(`The process ${name} is not configured: ${wrong}`);
}
