import fc from 'fast-check';
import { bearerMatches } from '#lib/auth/bearer.ts';
import { originProblem } from '#lib/auth/origin.ts';
import { target } from '../target.ts';

const ours = 'https://portal.example';
const origins = fc.option(
  fc.oneof(
    fc.constantFrom(
      ours,
      `${ours}/`,
      `${ours}:443`,
      `${ours}.evil.example`,
      'null',
      '',
      'http://portal.example',
    ),
    fc.webUrl(),
    fc.string({ maxLength: 30 }),
  ),
);
const sites = fc.option(fc.constantFrom('same-origin', 'same-site', 'cross-site', 'none', 'SAME-ORIGIN', ''));
const tokens = fc.option(fc.oneof(fc.constantFrom('Bearer ', 'Bearer', 'bearer t', 'Bearer t'), fc.string()));

export const headers = target(
  'headers',
  'a write is trusted only from exactly our origin; a bearer token only when it is exactly the one, and never an empty one',
  [origins, sites, tokens, fc.option(fc.constantFrom('', 't', 'secret'), { nil: undefined })],
  (origin, site, authorization, token) => {
    const sent = new Map([
      ['origin', origin],
      ['sec-fetch-site', site],
    ]);
    const trusted = originProblem({ get: (name) => sent.get(name) ?? null }, `${ours}/`) === null;
    const mayTrust = origin === ours && (site === null || site === 'same-origin');
    const mayEnter = Boolean(token) && authorization === `Bearer ${token}`;
    return trusted === mayTrust && bearerMatches(authorization, token) === mayEnter;
  },
);
