import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
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
  const { claims } = await signIn('dana@bailiwick.local', 'bailiwick');
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
  const { status, body } = await signIn('dana@bailiwick.local', 'wrong');
  expect(status).toBe(401);
  expect(body).toContain('The e-mail or the password is wrong.');
  expect(body).toContain('local identity provider');
});

test('a request without PKCE is refused', async () => {
  const url = authorizeUrl();
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

const verifier = randomBytes(32).toString('base64url');

function authorizeUrl(): URL {
  const url = new URL(`${issuer}/auth`);
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const query = {
    client_id: config.clientId,
    response_type: 'code',
    redirect_uri: `${web}/api/auth/callback/oidc`,
    scope: 'openid profile email groups',
    state: 's1',
    nonce: 'n1',
    code_challenge: challenge,
    code_challenge_method: 'S256',
  };
  for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
  return url;
}

async function signIn(email: string, password: string) {
  const jar = new Map<string, string>();
  const visit = async (url: string | URL, form?: URLSearchParams) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie },
      ...(form ? { method: 'POST', body: form } : {}),
    });
    for (const set of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (set.split(';')[0] ?? '').split('=');
      jar.set(name, value);
    }
    return response;
  };
  const first = await visit(authorizeUrl());
  const form = new URL(first.headers.get('location') ?? '', issuer);
  let response = await visit(form, new URLSearchParams({ email, password }));
  if (response.status === 401) return { status: 401, body: await response.text(), claims: undefined };
  let target = new URL(response.headers.get('location') ?? '', issuer);
  while (target.origin === issuer) {
    response = await visit(target);
    target = new URL(response.headers.get('location') ?? '', issuer);
  }
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code: target.searchParams.get('code') ?? '',
    redirect_uri: `${web}/api/auth/callback/oidc`,
    code_verifier: verifier,
  });
  const authorization = `Basic ${Buffer.from(`${config.clientId}:${config.clientSecret}`).toString('base64')}`;
  const answer = await fetch(`${issuer}/token`, { method: 'POST', body, headers: { authorization } });
  const { id_token: token = '' } = (await answer.json()) as { id_token?: string };
  const claims: unknown = JSON.parse(
    Buffer.from(token.split('.')[1] ?? '', 'base64url').toString() || 'null',
  );
  return { status: answer.status, body: '', claims };
}
