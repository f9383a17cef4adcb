import { expect, test } from 'vitest';
import { type SiteRole, siteRoles, type TeamRole, teamRoles } from '#lib/domain/role.ts';
import { type Actor, may, type Permission, permissionTable } from './permissions.ts';

const mine = 'team-a';
const other = 'team-b';

function actorWith(siteRole: SiteRole | null, teamRole: TeamRole | null): Actor {
  const teams = new Map(teamRole === null ? [] : [[mine, teamRole]]);
  return { userId: 'u', name: 'U', siteRole, teams, requestId: 'r' };
}

// Written out by hand, apart from the table: whoever changes a right has to say so twice.
const expected: Record<Permission, string> = {
  'team:read': 'admin auditor owner developer viewer',
  'team:create': 'admin',
  'team:update': 'admin',
  'team:archive': 'admin',
  'budget:update': 'admin',
  'capacity:read': 'admin auditor',
  'capacity:update': 'admin',
  'rules:read': 'admin auditor',
  'rules:update': 'admin',
  'budget:move': 'admin owner',
  'membership:read': 'admin auditor owner developer viewer',
  'membership:update': 'admin owner',
  'class:read': 'anyone',
  'class:update': 'admin',
  'environment:read': 'admin auditor owner developer viewer',
  'environment:request': 'owner developer',
  'environment:undo-delete': 'admin owner developer',
  'request:read': 'admin auditor owner developer viewer',
  'request:comment': 'admin owner developer viewer',
  'request:decide-environment': 'admin',
  'request:decide-team': 'admin',
  'request:decide-join': 'admin owner',
  'team:request': 'anyone',
  'team:request-join': 'anyone',
  'activity:read': 'admin auditor owner developer viewer',
  'audit:read': 'admin auditor',
  'drift:read': 'admin auditor',
  'drift:pause': 'admin',
  'cluster:read': 'admin auditor',
  'provisioner:retry': 'admin',
  'platform:read': 'admin auditor',
  'platform:update': 'admin',
  'conformance:read': 'admin auditor',
  'usage:read': 'admin auditor',
  'conformance:run': 'admin owner',
  'conformance:waive': 'admin',
  'alert:read': 'admin auditor owner developer viewer',
  'alert:update': 'admin owner',
  'identity:read': 'admin auditor',
  'identity:update': 'admin',
  'user:read': 'admin auditor',
  'user:update': 'admin',
};

const permissions = Object.keys(permissionTable) as Permission[];

test.each(permissions)('%s is held by exactly those who should', (permission) => {
  const holders = expected[permission].split(' ');
  const anyone = holders.includes('anyone');
  for (const role of siteRoles) {
    expect(may(actorWith(role, null), permission), role).toBe(anyone || holders.includes(role));
    expect(may(actorWith(role, null), permission, mine), role).toBe(anyone || holders.includes(role));
  }
  for (const role of teamRoles) {
    expect(may(actorWith(null, role), permission, mine), role).toBe(anyone || holders.includes(role));
    expect(may(actorWith(null, role), permission, other), `${role} elsewhere`).toBe(anyone);
    expect(may(actorWith(null, role), permission), `${role} without a team`).toBe(anyone);
  }
  expect(may(actorWith(null, null), permission, mine), 'newcomer').toBe(anyone);
});

test('an unknown role holds nothing but what anyone does', () => {
  const stranger = { ...actorWith(null, null), teams: new Map([[mine, 'boss' as TeamRole]]) };
  const held = permissions.filter((permission) => may(stranger, permission, mine));
  expect(held).toEqual(['class:read', 'team:request', 'team:request-join']);
});

test('an auditor changes nothing', () => {
  const auditor = actorWith('auditor', null);
  const held = permissions.filter((permission) => may(auditor, permission, mine));
  expect(held.filter((permission) => !permission.endsWith(':read'))).toEqual([
    'team:request',
    'team:request-join',
  ]);
});
