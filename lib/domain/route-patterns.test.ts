import { expect, test } from 'vitest';
import { routeMatcher } from './route-patterns.ts';

const match = routeMatcher([
  '/teams/[team]',
  '/',
  '/teams/new',
  '/teams/[team]/environments/[environment]',
  '/teams/[team]/environments/new',
  '/api/auth/[...nextauth]',
  '/icon.svg',
]);

test.each([
  ['/', '/'],
  ['/teams/payments', '/teams/[team]'],
  ['/teams/payments/', '/teams/[team]'],
  ['/teams/new', '/teams/new'],
  ['/teams/payments/environments/prod', '/teams/[team]/environments/[environment]'],
  ['/teams/payments/environments/new', '/teams/[team]/environments/new'],
  ['/api/auth/callback/oidc', '/api/auth/[...nextauth]'],
  ['/api/auth', 'other'],
  ['/teams', 'other'],
  ['/teams/payments/environments/prod/more', 'other'],
  ['/_next/static/chunks/a.js', 'static'],
  ['/wp-login.php', 'other'],
  ['//evil.example', 'other'],
])('%s is told as %s', (path, pattern) => {
  expect(match(path)).toBe(pattern);
});
