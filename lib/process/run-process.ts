import type { Logger } from 'pino';
import { createLog } from './create-log.ts';

/** What a process runs until it is told to end. */
export interface Running {
  stop: () => Promise<void>;
}

// What is asked to end has so long, in milliseconds; Kubernetes kills after 30 s.
const patienceMs = 25_000;

/**
 * A whole process: starts what it runs, stops it at SIGTERM or SIGINT, and exits with 0 when that was done. It exits with
 * 1 where it could not start, where an error got past everything, where the end fails or takes too long, and at a second signal.
 */
export async function runProcess(
  name: string,
  start: (env: NodeJS.ProcessEnv, log: Logger) => Promise<Running>,
): Promise<void> {
  const log = logOrExit(name);
  const fail = (what: string) => (err: unknown) => {
    log.fatal({ err }, what);
    process.exit(1);
  };
  process.on('uncaughtException', fail('an error got past everything'));
  const running = start(process.env, log);
  let isEnding = false;
  const end = (signal: string) => {
    if (isEnding) process.exit(1);
    isEnding = true;
    log.info({ signal }, 'ending');
    setTimeout(() => fail('did not end in time')(undefined), patienceMs).unref();
    running
      .then(({ stop }) => stop())
      .then(() => log.info('ended'))
      .then(() => process.exit(0), fail('did not end cleanly'));
  };
  process.on('SIGTERM', () => end('SIGTERM'));
  process.on('SIGINT', () => end('SIGINT'));
  await running.catch(fail('could not start'));
}

function logOrExit(name: string): Logger {
  try {
    return createLog(name, process.env);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exit(1);
  }
}
