import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '#tools/process/ports.ts';
import { demoAccounts, type IdentityConfig } from './accounts.ts';
import { issuerOf } from './provider.ts';
import { serveIdentity } from './server.ts';
import { authorizeUrl, signInAt } from './sign-in.test-fixture.ts';

const web = 'http://localhost:3999';
let config: IdentityConfig;
let server: Server;
let issuer: string;

beforeAll(async () => {
  config = {
    port: await freePort(),
    webUrls: [web],
    clientId: 'bailiwick',
    clientSecret: randomBytes(16).toString('hex'),
    stateDir: mkdtempSync(join(tmpdir(), 'identity-')),
    accounts: demoAccounts,
  };
  issuer = issuerOf(config.port);
  server = await serveIdentity(config);
});

afterAll(() => {
  server.close();
  server.closeAllConnections();
});

test('a sign-in with PKCE ends with an id token that holds subject, verified e-mail and groups', async () => {
  const { claims } = await signInAt(config, 'dana@bailiwick.local', 'bailiwick');
  expect(claims).toMatchObject({
    iss: issuer,
    sub: demoAccounts[1]?.subject,
    email: 'dana@bailiwick.local',
    email_verified: true,
    name: 'Dana Ortiz',
    groups: ['team-payments'],
    nonce: 'n1',
  });
});

test('a wrong password shows the form again and says so', async () => {
  const { status, body } = await signInAt(config, 'dana@bailiwick.local', 'wrong');
  expect(status).toBe(401);
  expect(body).toContain('The e-mail or the password is wrong.');
  expect(body).toContain('local identity provider');
});

test('a request without PKCE is refused', async () => {
  const url = authorizeUrl(config);
  url.searchParams.delete('code_challenge');
  const response = await fetch(url, { redirect: 'manual' });
  expect(response.headers.get('location')).toContain('error=invalid_request');
});

test('an unknown interaction gets a page, not a stack', async () => {
  const response = await fetch(`${issuer}/interaction/unknown`);
  expect(response.status).toBe(400);
  expect(await response.text()).toContain('Sign-in not found');
});

test('it refuses to run in production outside the local stack', async () => {
  const main = join(import.meta.dirname, 'main.ts');
  const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: 'production', BAILIWICK_LOCAL_STACK: '' };
  await expect(promisify(execFile)(process.execPath, [main, 'x'], { env })).rejects.toThrow(
    /only for the local stack/,
  );
});
