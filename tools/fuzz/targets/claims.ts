import fc from 'fast-check';
import { readConfiguredRoles } from '#lib/auth/settings.ts';
import { configuredRole } from '#lib/domain/configured-role.ts';
import { target } from '../target.ts';

const subjects = fc.constantFrom(
  'ada',
  'ada ',
  'Ada',
  'ada,admin',
  'a',
  '',
  'ada#x',
  'https://idp.example#ada',
);
const issuers = fc.constantFrom('https://idp.example', 'https://idp.example/', 'https://evil.example', '');
const emails = fc.option(
  fc.constantFrom('ada@x.example', 'ADA@X.example', 'ada@x.example.evil', '', 'https://idp.example#ada'),
);
const claims = fc.record({ issuer: issuers, subject: subjects, email: emails, emailVerified: fc.boolean() });

export const identityClaims = target(
  'identity claims',
  'a site role comes only from exactly the configured subject of exactly that issuer, or from a verified e-mail',
  [claims],
  (person) => {
    const admins = 'https://idp.example#ada, root@x.example ,ada@x.example';
    const role = configuredRole(readConfiguredRoles({ BAILIWICK_ADMINS: admins }), person);
    const bySubject = person.issuer === 'https://idp.example' && person.subject === 'ada';
    const byEmail = person.emailVerified && person.email?.toLowerCase() === 'ada@x.example';
    return (role === 'admin') === (bySubject || byEmail);
  },
);
