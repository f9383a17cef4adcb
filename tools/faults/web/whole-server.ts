import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashToken } from '#lib/data/sessions/adapter.ts';
import { lastLines } from '#tools/process/child.ts';
import { freePort } from '#tools/process/ports.ts';
import { projectRoot } from '#tools/process/roots.ts';
import { buildWeb, nextCli } from '#tools/stack/web-build.ts';
import type { World } from '../world/world.ts';
import { startIn, type WebKind } from './web-kind.ts';

// The build of the browser tests.
const dist = '.next-e2e';
const actionName = 'decideRequestAction';

let building: Promise<void> | null = null;

/** The web server as in use: the production build, with a session of the admin, and the server action behind Approve. */
export function wholeServer(world: World): WebKind {
  return {
    start: async (webUrl) => {
      building ??= build(world);
      await building;
      const port = await freePort();
      const base = `http://127.0.0.1:${port}`;
      const args = [nextCli, 'start', '--hostname', '127.0.0.1', '--port', String(port)];
      const child = await startIn(world, 'web', args, {
        ...{ NODE_ENV: 'production', BAILIWICK_DIST: dist, NEXT_TELEMETRY_DISABLED: '1' },
        ...{ DATABASE_URL: webUrl, NEXTAUTH_URL: base, NEXTAUTH_SECRET: randomBytes(32).toString('hex') },
        ...{ OIDC_ISSUER: 'http://127.0.0.1:1', OIDC_CLIENT_ID: 'faults', OIDC_CLIENT_SECRET: 'none' },
      });
      return { child, base };
    },
    approve: async (base, number) => {
      const answer = await fetch(`${base}/requests/${number}`, {
        method: 'POST',
        headers: {
          ...{ origin: base, 'sec-fetch-site': 'same-origin', cookie: await openSession(world) },
          ...{ 'next-action': actionId(), 'content-type': 'text/plain;charset=UTF-8' },
          accept: 'text/x-component',
        },
        body: JSON.stringify([{ number, version: 1, verdict: 'approved', reason: 'Yes.' }]),
      });
      const text = await answer.text();
      if (text.includes('"ok":true')) return 'done';
      return /"code":"(\w+)"/.exec(text)?.[1] ?? `${answer.status} ${text.slice(0, 500)}`;
    },
  };
}

async function build(world: World): Promise<void> {
  process.env.BAILIWICK_DIST = dist;
  const run: Parameters<typeof buildWeb>[1] = async ({ name, args, logFile, env }) => {
    const child = await startIn(world, name.replaceAll(' ', '-'), args, { ...env } as Record<string, string>);
    const how = await child.exited;
    if (how !== 0) throw new Error(`${name} failed (${how}):\n${lastLines(logFile)}`);
  };
  await buildWeb(join(world.dir, 'next-build.log'), run, () => undefined);
}

async function openSession({ database, people }: World): Promise<string> {
  const token = randomBytes(32).toString('hex');
  const expiresAt = new Date(Date.now() + 3_600_000);
  await database.session.create({
    data: { tokenHash: hashToken(token), userId: people.ids.admin, expiresAt },
  });
  return `bailiwick-session=${token}`;
}

function actionId(): string {
  const file = join(projectRoot, dist, 'server/server-reference-manifest.json');
  const { node } = JSON.parse(readFileSync(file, 'utf8')) as {
    node: Record<string, { exportedName: string }>;
  };
  const found = Object.entries(node).find(([, { exportedName }]) => exportedName === actionName);
  if (found === undefined) throw new Error(`The build has no ${actionName}.`);
  return found[0];
}
