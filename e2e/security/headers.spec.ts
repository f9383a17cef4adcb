import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#tools/process/roots.ts';
import { recordFigure } from '#tools/test/figures.ts';
import { fillIn } from '../fixtures/pages.ts';
import { theRun } from '../fixtures/run.ts';
import { startSecondServer } from '../fixtures/second-server.ts';
import { expect, test } from '../fixtures/test.ts';
import { routes } from './access-table.ts';
import { headersOf } from './open-session.ts';
import { ownOrigin } from './post-action.ts';
import { type Answer, type Sent, send } from './send.ts';

// Read by its first bytes only: it never ends.
const endless = '/api/events';

function guarded({ headers, status }: Answer, what: string): void {
  const policy = String(headers['content-security-policy']);
  expect(policy, what).toMatch(/default-src '(self|none)'/);
  expect(policy, what).toContain("frame-ancestors 'none'");
  expect(policy.replace("style-src-attr 'unsafe-inline'", ''), what).not.toMatch(
    /unsafe-|\*|https?:(?!\/\/127)/,
  );
  expect(headers, what).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  });
  expect(headers['x-powered-by'], what).toBeUndefined();
  expect(headers.server, what).toBeUndefined();
  expect(status, what).not.toBe(500);
}

const others: Record<string, Sent> = {
  'a page that is not there': { path: '/nothing' },
  'an address that is no text': { path: '/%E0%A4%A' },
  'a file that is not there': { path: '/_next/static/none.js' },
  'the image route that is off': { path: '/_next/image?url=%2Ficon.svg&w=64&q=75' },
  'a method that no page has': { method: 'DELETE', path: '/requests' },
  'a method that echoes': { method: 'TRACE', path: '/teams' },
  'a body that is too large': { method: 'POST', path: '/api/sign-in', body: 'x'.repeat(300_000) },
  'an action that is not there': {
    ...{ method: 'POST', path: '/', body: '[]' },
    headers: { 'next-action': '00'.repeat(21), 'content-type': 'text/plain' },
  },
  'a sign-in without an origin': { method: 'POST', path: '/api/sign-in', body: 'callbackUrl=/' },
};

test('every route answers with the security headers, to everybody', async () => {
  let answers = 0;
  for (const [folder, { address, by }] of Object.entries(routes)) {
    if (folder === endless) continue;
    for (const person of new Set([by, 'stranger'] as const)) {
      const answer = await send({ path: await fillIn(address), headers: await headersOf(person) });
      guarded(answer, `${folder} to ${person}`);
      expect(String(answer.headers['cache-control']), folder).toContain('no-store');
      answers += 1;
    }
  }
  recordFigure('answers with all security headers', answers);
});

for (const [what, sent] of Object.entries(others)) {
  test(`${what} is answered with the security headers, and kept nowhere`, async () => {
    const answer = await send(sent);
    guarded(answer, what);
    expect(String(answer.headers['cache-control'])).toContain('no-store');
  });
}

test('a file of the build may be kept, and nothing else about it is laxer', async () => {
  const [file = ''] = readdirSync(join(projectRoot, '.next-e2e/static/chunks')).filter((name) =>
    name.endsWith('.js'),
  );
  const answer = await send({ path: `/_next/static/chunks/${file}` });
  guarded(answer, file);
  expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
});

test('each page has a nonce of its own, and no script goes without it', async () => {
  const nonces = new Set<string>();
  for (const [folder, { address, by }] of Object.entries(routes)) {
    if (folder === endless) continue;
    const { headers, body } = await send({ path: await fillIn(address), headers: await headersOf(by) });
    if (!String(headers['content-type']).includes('text/html')) continue;
    const nonce = /'nonce-([^']+)'/.exec(String(headers['content-security-policy']))?.[1] ?? '';
    expect(nonce.length).toBeGreaterThan(20);
    expect(nonces.has(nonce)).toBe(false);
    nonces.add(nonce);
    for (const [tag] of body.matchAll(/<script\b[^>]*>/g)) expect(tag).toContain(`nonce="${nonce}"`);
    expect(body).not.toMatch(/<[^>]+\son[a-z]+=/i);
  }
  expect(nonces.size).toBeGreaterThan(30);
});

test('over HTTPS all cookies are bound to the host, and browsers are told to stay with HTTPS', async () => {
  const https = 'https://portal.example';
  const server = await startSecondServer({ NEXTAUTH_URL: https });
  try {
    const page = await send({ base: server.base, path: '/sign-in' });
    expect(page.headers['strict-transport-security']).toBe('max-age=63072000; includeSubDomains');
    const answer = await send({
      ...{ base: server.base, method: 'POST', path: '/api/sign-in', body: 'callbackUrl=/teams' },
      headers: { origin: https, 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(answer.headers['strict-transport-security']).toBeDefined();
    const cookies = answer.headers['set-cookie'] ?? [];
    expect(cookies.length).toBeGreaterThanOrEqual(4);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/^__Host-/);
      expect(cookie).toMatch(/; Path=\/(;|$)/);
      expect(cookie).toMatch(/; HttpOnly/i);
      expect(cookie).toMatch(/; Secure/i);
      expect(cookie).toMatch(/; SameSite=(Lax|Strict)/i);
      expect(cookie).not.toMatch(/; Domain=/i);
    }
  } finally {
    await server.stop();
  }
});

test('without HTTPS no cookie can be read by a script or sent by another site’s form', async () => {
  const answer = await send({
    ...{ method: 'POST', path: '/api/sign-in', body: 'callbackUrl=/teams' },
    headers: { ...ownOrigin(), 'content-type': 'application/x-www-form-urlencoded' },
  });
  expect(answer.status).toBe(303);
  expect(String(answer.headers.location)).toMatch(new RegExp(`^${theRun().issuer}/`));
  for (const cookie of answer.headers['set-cookie'] ?? []) expect(cookie).toMatch(/HttpOnly.*SameSite=Lax/i);
});
