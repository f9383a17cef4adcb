import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino';
import { z } from 'zod';
import { readVariables } from './read-variables.ts';
import { serializeError } from './serialize-error.ts';

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
/** The variable of the log, described for the reference. */
export const logVariables = z.object({
  LOG_LEVEL: z.enum(levels).default('info').describe('From which level on the log tells.'),
});

/** The log of a process: one line of JSON an event, errors without secrets, as much as LOG_LEVEL asks for. */
export function createLog(
  name: string,
  env: Record<string, string | undefined>,
  destination?: DestinationStream,
): Logger {
  const { LOG_LEVEL: level } = readVariables(name, logVariables, env);
  const options = {
    level,
    base: { process: name },
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: (error: unknown) => serializeError(error) },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
