import 'server-only';
import { pino } from 'pino';

// Errors may quote what people typed; only name, message and stack are kept, never inputs or headers.
export const logger = pino({ name: 'web', level: process.env.LOG_LEVEL ?? 'info' });

/** Writes an unexpected failure to the log under the id that the person sees. */
export function logUnexpected(error: unknown, requestId: string, digest?: string): void {
  logger.error({ err: error, requestId, digest }, 'unexpected failure');
}
