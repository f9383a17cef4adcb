import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { hashToken } from '#lib/data/sessions/adapter.ts';
import { withClient } from '#tools/database/with-client.ts';
import { startChild } from '#tools/process/child.ts';
import { failure } from '#tools/process/failure.ts';
import { endWithParent } from '#tools/process/keeper.ts';
import { freePort } from '#tools/process/ports.ts';
import { projectRoot } from '#tools/process/roots.ts';
import { buildWeb, nextCli } from '#tools/stack/web-build.ts';
import { until } from '#tools/test/until.ts';
import type { BenchStage } from '../stage.ts';

/** The production web server on the database of a benchmark. */
export interface WebServer {
  /** Signs a person in; answers how to get a page as him, to its last byte. Anything but 200 is an error. */
  signIn: (subject: string) => Promise<(path: string) => Promise<void>>;
  stop: () => Promise<void>;
}

/** Builds it unless that was done, and starts it as `npm start` does. */
export async function startWebServer({ dir, ownerUrl, webUrl }: BenchStage): Promise<WebServer> {
  await buildWeb(
    join(dir, 'build.log'),
    async (options) => {
      const how = await (await startChild(options)).exited;
      if (how !== 0) throw failure(`${options.name} ended with ${how}.`);
    },
    () => undefined,
  );
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const child = await startChild({
    ...{ name: 'web', command: process.execPath, logFile: join(dir, 'web.log'), cwd: projectRoot },
    onSpawn: endWithParent,
    args: [nextCli, 'start', '--hostname', '127.0.0.1', '--port', String(port)],
    env: {
      ...process.env,
      ...{ NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', DATABASE_URL: webUrl, NEXTAUTH_URL: base },
      ...{ NEXTAUTH_SECRET: randomBytes(32).toString('hex'), BAILIWICK_QUESTIONS_PER_MINUTE: '100000' },
      // Nobody signs in at a provider here.
      ...{ OIDC_ISSUER: 'https://load.test', OIDC_CLIENT_ID: 'bench', OIDC_CLIENT_SECRET: 'bench' },
    },
  });
  const answers = async () => (await fetch(`${base}/api/livez`)).ok;
  await until(answers, { deadlineMs: 60_000, everyMs: 100, what: 'the web server' });
  return { signIn: (subject) => signIn(base, ownerUrl, subject), stop: () => child.stop('SIGTERM', 5_000) };
}

async function signIn(base: string, ownerUrl: string, subject: string) {
  const token = randomBytes(32).toString('hex');
  const sql = `INSERT INTO session (id, token_hash, user_id, expires_at) SELECT $1, $2, id, now() + interval '8 hours' FROM "user" WHERE subject = $3`;
  await withClient(ownerUrl, (owner) => owner.query(sql, [randomUUID(), hashToken(token), subject]));
  return async (path: string) => {
    const answer = await fetch(base + path, {
      headers: { cookie: `bailiwick-session=${token}` },
      redirect: 'manual',
    });
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}: ${text.slice(0, 200)}`);
  };
}
