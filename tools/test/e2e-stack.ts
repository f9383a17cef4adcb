import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { until } from './until.ts';

const root = resolve(import.meta.dirname, '../..');
const home = join(root, '.bailiwick-e2e');
const log = join(root, 'test-results', 'stack.log');

/** Opens the metrics of the tests' web server. */
export const metricsToken = 'a-token-for-the-tests-of-metrics';

// All tests come from one address, as few people, faster than any person; limits have tests of their own.
const noLimits = {
  BAILIWICK_WRITES_PER_MINUTE: '100000',
  BAILIWICK_QUESTIONS_PER_MINUTE: '100000',
  BAILIWICK_PREFLIGHTS_PER_MINUTE: '100000',
  BAILIWICK_SIGN_INS_PER_MINUTE: '100000',
  BAILIWICK_METRICS_TOKEN: metricsToken,
};

/** Global setup of the end-to-end tests: a complete stack of its own, beside the person's, with fresh demo data. */
export default async function setup(): Promise<() => Promise<void>> {
  mkdirSync(join(root, 'test-results'), { recursive: true });
  rmSync(join(home, 'run.json'), { force: true });
  const output = openSync(log, 'w');
  const stack = spawn(process.execPath, [join(root, 'tools/stack/launch.js'), '--fresh', '--demo'], {
    cwd: root,
    // The channel is how the stack notices that the tests are gone, even when they were killed.
    stdio: ['ignore', output, output, 'ipc'],
    env: stackEnv(),
  });
  closeSync(output);
  const runFile = join(home, 'run.json');
  const ready = () => {
    if (stack.exitCode !== null || existsSync(runFile)) return true;
    return false;
  };
  await until(ready, { deadlineMs: 15 * 60_000, everyMs: 100, what: 'the stack of the end-to-end tests' });
  if (!existsSync(runFile))
    throw new Error(`The stack did not start:\n${readFileSync(log, 'utf8').slice(-4000)}`);
  const { web } = JSON.parse(readFileSync(runFile, 'utf8')) as { web: string };
  // The workers inherit this environment: playwright.config.ts takes its baseURL from there.
  process.env.BAILIWICK_RUN = runFile;
  process.env.BAILIWICK_WEB = web;
  return () => stop(stack);
}

async function stop(stack: ChildProcess): Promise<void> {
  if (stack.exitCode !== null) return;
  const ended = new Promise((resolve) => stack.once('exit', resolve));
  stack.kill('SIGTERM');
  await ended;
}

function stackEnv(): NodeJS.ProcessEnv {
  // Nothing of the person's own database, cluster or identity provider may reach a test.
  const own = { BAILIWICK_HOME: home, BAILIWICK_DIST: '.next-e2e' };
  const env: NodeJS.ProcessEnv = { ...process.env, ...own, ...noLimits };
  for (const name of ['DATABASE_URL', 'KUBECONFIG', 'OIDC_ISSUER'] as const) delete env[name];
  return env;
}
