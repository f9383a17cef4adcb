import { expect, test } from 'vitest';
import { longestGroup, mostGroups, readGroups } from './read-groups.ts';

const many = (count: number) => Array.from({ length: count }, (_, index) => `g${index}`);

test.each([
  ['names', { groups: ['b', 'a'] }, ['a', 'b']],
  ['one name twice', { groups: ['a', 'a'] }, ['a']],
  ['none', { groups: [] }, []],
  ['names that differ in case', { groups: ['Team', 'team'] }, ['Team', 'team']],
  ['a path and what is above it', { groups: ['/top', '/top/inner'] }, ['/top', '/top/inner']],
  ['as many as may be', { groups: many(mostGroups) }, many(mostGroups).sort()],
  ['an overage of another claim', { groups: ['a'], _claim_names: { address: 'src1' } }, ['a']],
  ['hasgroups that says no', { groups: ['a'], hasgroups: false }, ['a']],
])('%s are read', (_what, claims, groups) => {
  expect(readGroups(claims, 'groups')).toEqual({ groups, problem: null });
});

test.each([
  ['no claims', null, 'missing'],
  ['claims that are a list', [], 'missing'],
  ['no such claim', { sub: 'x' }, 'missing'],
  ['a claim that every object has', { __proto__: { groups: ['a'] } }, 'missing'],
  ['Entra’s overage', { _claim_names: { groups: 'src1' }, _claim_sources: {} }, 'overage'],
  ['an overage beside a list', { groups: ['a'], _claim_names: { groups: 'src1' } }, 'overage'],
  ['an overage of an odd shape', { groups: ['a'], _claim_names: 'groups' }, 'overage'],
  ['Entra’s short overage', { groups: ['a'], hasgroups: true }, 'overage'],
  ['the same as a text', { groups: ['a'], hasgroups: 'true' }, 'overage'],
  ['too many', { groups: many(mostGroups + 1) }, 'too-many'],
  ['a text', { groups: 'admins' }, 'malformed'],
  ['texts in one', { groups: 'a,b' }, 'malformed'],
  ['a record', { groups: { a: true } }, 'malformed'],
  ['a list in the list', { groups: ['a', ['b']] }, 'malformed'],
  ['records in the list', { groups: [{ name: 'a' }] }, 'malformed'],
  ['a number', { groups: ['a', 1] }, 'malformed'],
  ['nothing in the list', { groups: ['a', null] }, 'malformed'],
  ['a hole in the list', { groups: new Array(1) }, 'malformed'],
  ['an empty name', { groups: [''] }, 'malformed'],
  ['a name with a space before it', { groups: [' a'] }, 'malformed'],
  ['a name with something invisible', { groups: ['a\u200b'] }, 'malformed'],
  ['a name with half a character', { groups: ['a\ud800'] }, 'malformed'],
  ['a name too long', { groups: ['a'.repeat(longestGroup + 1)] }, 'malformed'],
])('%s gives no group at all', (_what, claims, problem) => {
  expect(readGroups(claims, 'groups')).toEqual({ groups: [], problem });
});

test('the claim has the name that is configured, dots and all', () => {
  const claims = { 'https://x.test/groups': ['a'], groups: ['b'], realm_access: { roles: ['c'] } };
  expect(readGroups(claims, 'https://x.test/groups').groups).toEqual(['a']);
  expect(readGroups(claims, 'realm_access.roles').problem).toBe('missing');
  expect(readGroups(claims, 'constructor').problem).toBe('missing');
});
