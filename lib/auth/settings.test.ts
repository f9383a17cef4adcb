import { expect, test } from 'vitest';
import { localTarget } from './options.ts';
import { sessionCookieName } from './session-cookie.ts';
import { readAuthSettings, readConfiguredRoles } from './settings.ts';

const env = {
  OIDC_ISSUER: 'https://id.example.com',
  OIDC_CLIENT_ID: 'bailiwick',
  OIDC_CLIENT_SECRET: 'client secret',
  NEXTAUTH_URL: 'https://portal.example.com',
  NEXTAUTH_SECRET: 'x'.repeat(32),
};

test('sessions last 8 hours of idleness and 24 hours at most unless told otherwise', () => {
  expect(readAuthSettings(env)).toMatchObject({ idleSeconds: 28_800, absoluteMs: 86_400_000 });
  const other = readAuthSettings({
    ...env,
    BAILIWICK_SESSION_IDLE_HOURS: '0.5',
    BAILIWICK_SESSION_MAX_HOURS: '2',
  });
  expect(other).toMatchObject({ idleSeconds: 1800, absoluteMs: 7_200_000 });
});

test.each([
  ['OIDC_ISSUER', 'id.example.com'],
  ['OIDC_CLIENT_ID', ''],
  ['NEXTAUTH_SECRET', 'short and secret'],
  ['BAILIWICK_SESSION_IDLE_HOURS', '-1'],
])('a wrong %s is named, its value is not', (name, value) => {
  const read = () => readAuthSettings({ ...env, [name]: value });
  expect(read).toThrow(name);
  if (value !== '') expect(read).not.toThrow(value);
});

test('subjects compare exactly, e-mails in lower case, and admin wins over auditor', () => {
  const roles = readConfiguredRoles({
    BAILIWICK_ADMINS: ' https://id.example.com#Abc , Alex@Example.com,,',
    BAILIWICK_AUDITORS: 'alex@example.com,audra@example.com',
  });
  expect([...roles].sort()).toEqual([
    ['alex@example.com', 'admin'],
    ['audra@example.com', 'auditor'],
    ['https://id.example.com#Abc', 'admin'],
  ]);
});

test.each([
  ['/teams/payments?tab=1', 'https://portal.example.com/teams/payments?tab=1'],
  ['https://portal.example.com/requests', 'https://portal.example.com/requests'],
  ['https://evil.example/', 'https://portal.example.com/'],
  ['//evil.example/', 'https://portal.example.com/'],
  ['/\\evil.example/', 'https://portal.example.com/'],
  ['javascript:alert(1)', 'https://portal.example.com/'],
  ['https://portal.example.com.evil.example/', 'https://portal.example.com/'],
])('after signing in for %s the browser goes to %s', (target, place) => {
  expect(localTarget(target, env.NEXTAUTH_URL)).toBe(place);
});

test('over HTTPS the session cookie is bound to the host', () => {
  expect(sessionCookieName('https://portal.example.com')).toMatch(/^__Host-/);
  expect(sessionCookieName('http://localhost:3000')).not.toMatch(/^__/);
});
