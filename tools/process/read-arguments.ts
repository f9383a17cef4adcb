import { type ParseArgsConfig, parseArgs } from 'node:util';
import { failure } from './failure.ts';

/** Reads the command line; a wrong option is a failure that shows the usage. */
export function readArguments<T extends ParseArgsConfig>(
  usage: string,
  config: T,
): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw failure(`${error instanceof Error ? error.message : error}\n\n${usage}`, error);
  }
}
