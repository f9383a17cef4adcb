import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type TeamRole, teamRoles } from '../role.ts';
import { groupChanges, type HeldRole } from './group-changes.ts';
import { type GroupMapping, groupRoles, strongerTeamRole } from './group-roles.ts';

const role = fc.constantFrom(...teamRoles);
const group = fc.constantFrom<string>('a', 'A', 'b', 'a/b', 'c');
const team = fc.constantFrom('t1', 't2', 't3');
const mapping: fc.Arbitrary<GroupMapping> = fc.oneof(
  fc.record({ group, teamId: team, role }),
  fc.record({ group, teamId: fc.constant(null), role: fc.constantFrom('admin', 'auditor') }),
);
const mappings = fc.uniqueArray(mapping, { selector: ({ group: name, teamId }) => `${name} ${teamId}` });
const groups = fc.uniqueArray(group);
const held = fc.uniqueArray(
  fc
    .record({ teamId: team, manual: fc.option(role), group: fc.option(fc.record({ role, group })) })
    .filter(({ manual, group: given }) => manual !== null || given !== null),
  { selector: ({ teamId }) => teamId },
);

function applied(before: readonly HeldRole[], wanted: ReturnType<typeof groupRoles>['teams']): HeldRole[] {
  const after = new Map(before.map((each) => [each.teamId, each]));
  for (const change of groupChanges(before, wanted)) {
    const manual = after.get(change.teamId)?.manual ?? null;
    if (manual === null && change.group === null) after.delete(change.teamId);
    else after.set(change.teamId, { teamId: change.teamId, manual, group: change.group });
  }
  return [...after.values()];
}

test('a group gives exactly what a mapping of exactly its name says, the strongest role in each team', () => {
  fc.assert(
    fc.property(groups, mappings, (mine, all) => {
      const { teams, site } = groupRoles(mine, all);
      for (const teamId of ['t1', 't2', 't3']) {
        const roles = all.filter((each) => each.teamId === teamId && mine.includes(each.group));
        const best = roles.reduce<TeamRole | null>(
          (one, each) => strongerTeamRole(one, each.role as TeamRole),
          null,
        );
        expect(teams.get(teamId)?.role ?? null).toBe(best);
      }
      const sites = all.filter((each) => each.teamId === null && mine.includes(each.group));
      expect(site !== null).toBe(sites.length > 0);
      expect(site?.role === 'admin').toBe(sites.some((each) => each.role === 'admin'));
    }),
  );
});

test('after the changes a person holds by groups what they give and by hand what he held, and nothing is left to change', () => {
  fc.assert(
    fc.property(held, groups, mappings, (before, mine, all) => {
      const wanted = groupRoles(mine, all).teams;
      const after = applied(before, wanted);
      expect(new Map(after.flatMap(({ teamId, group: given }) => (given ? [[teamId, given]] : [])))).toEqual(
        wanted,
      );
      const byHand = (rows: readonly HeldRole[]) =>
        rows.flatMap(({ teamId, manual }) => (manual ? [`${teamId} ${manual}`] : [])).sort();
      expect(byHand(after)).toEqual(byHand(before));
      expect(groupChanges(after, wanted)).toEqual([]);
    }),
  );
});

test('the role that holds is told before and after', () => {
  const wanted = groupRoles(['g'], [{ group: 'g', teamId: 't', role: 'viewer' }]).teams;
  const by = { role: 'owner', group: 'old' } as const;
  expect(groupChanges([{ teamId: 't', manual: 'developer', group: by }], wanted)).toEqual([
    { teamId: 't', group: { role: 'viewer', group: 'g' }, before: 'owner', after: 'developer' },
  ]);
  expect(groupChanges([{ teamId: 't', manual: null, group: by }], new Map())).toEqual([
    { teamId: 't', group: null, before: 'owner', after: null },
  ]);
});

test('a role that nobody knows gives nothing', () => {
  expect(groupRoles(['g'], [{ group: 'g', teamId: 't', role: 'root' }]).teams.size).toBe(0);
});
