import 'server-only';
import { startTracing } from '#lib/trace/trace.ts';
import { traceSettings, traceVariables } from '#lib/trace/trace-settings.ts';
import { logger } from './log.ts';

/** Has server actions traced where a receiver is configured; the error names the variable that is wrong. */
export async function traceWeb(env: Record<string, string | undefined>): Promise<void> {
  const parsed = traceVariables.safeParse(env);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
    throw new Error(`Tracing is not configured: ${wrong}`);
  }
  await startTracing('web', traceSettings(parsed.data), (err) =>
    logger.warn({ err }, 'traces were not sent'),
  );
}
