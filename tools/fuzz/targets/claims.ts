import fc from 'fast-check';
import { readConfiguredRoles } from '#lib/auth/settings.ts';
import { configuredRole } from '#lib/domain/configured-role.ts';
import { isGroupName, mostGroups, readGroups } from '#lib/domain/identity/read-groups.ts';
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

const entry = fc.oneof(
  fc.constantFrom<unknown>(
    'admins',
    'Admins',
    ' admins',
    'admins\u0000',
    '/top/admins',
    '',
    null,
    7,
    ['admins'],
    {},
  ),
  fc.string({ unit: 'binary', maxLength: 300 }),
);
const list = fc.oneof(
  fc.array(entry, { maxLength: 6 }),
  fc.array(fc.constantFrom('admins', 'b'), { minLength: mostGroups - 1, maxLength: mostGroups + 2 }),
  fc.anything(),
);
const elsewhere = fc.oneof(fc.constant({ groups: 'src1' }), fc.constant({ email: 'src1' }), fc.anything());
const groupClaims = fc.oneof(
  fc.record(
    { groups: list, _claim_names: elsewhere, hasgroups: fc.oneof(fc.boolean(), fc.anything()) },
    { requiredKeys: [] },
  ),
  fc.anything(),
);

export const groupsOfClaims = target(
  'group claims',
  'groups are read from a list of names alone, all of them or none, and never where the provider says that they are elsewhere',
  [groupClaims],
  (claims) => {
    const { groups, problem } = readGroups(claims, 'groups');
    if (problem !== null) return groups.length === 0;
    const { groups: said, _claim_names: names, hasgroups } = claims as Record<string, unknown>;
    const isWhole =
      Array.isArray(said) &&
      said.length <= mostGroups &&
      said.every(isGroupName) &&
      new Set(said).size === groups.length &&
      groups.every((group) => said.includes(group));
    const isHere =
      names === undefined || (typeof names === 'object' && names !== null && !Object.hasOwn(names, 'groups'));
    return isWhole && isHere && (hasgroups === undefined || hasgroups === false);
  },
);
