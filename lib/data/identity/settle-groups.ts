import { randomUUID } from 'node:crypto';
import { type GroupChange, groupChanges, type HeldRole } from '#lib/domain/identity/group-changes.ts';
import { type GroupRoles, groupRoles } from '#lib/domain/identity/group-roles.ts';
import type { TeamRole } from '#lib/domain/role.ts';
import type { Queryable } from '../client.ts';
import { raiseGenerations } from '../environment/raise-generations.ts';
import { type AuditActor, recordAudit, recordAudits } from '../record-audit.ts';
import { listLiveMappings } from './mapping-rows.ts';

/** Whoever signs people in; the actor of what follows from their groups. */
export const identityProvider: AuditActor = { userId: '', name: 'identity provider', requestId: '' };

interface Person {
  id: string;
  name: string;
  groups: string[];
  groupSiteRole: string | null;
  groupSiteName: string | null;
  siteRole: string | null;
}

type PersonChange = GroupChange & { person: Person };

/**
 * Brings what these people hold by groups in line with their groups and the mapping, with audit events and the next
 * generation of each team whose access changes. Whoever calls holds the lock of the mapping, shared at least.
 */
export async function settleGroups(tx: Queryable, userIds: readonly string[], by: AuditActor): Promise<void> {
  if (userIds.length === 0) return;
  const people = await lockPeople(tx, userIds);
  const mappings = await listLiveMappings(tx, [...new Set(people.flatMap(({ groups }) => groups))]);
  const wanted = new Map(people.map((person) => [person.id, groupRoles(person.groups, mappings)]));
  await lockTeams(tx, userIds, mappings);
  const held = await listHeld(tx, userIds);
  const changes = people.flatMap((person) =>
    groupChanges(held.get(person.id) ?? [], wanted.get(person.id)?.teams ?? new Map()).map((change) => ({
      ...change,
      person,
    })),
  );
  await writeChanges(tx, changes);
  const touched = changes.filter(({ before, after }) => before !== after).map(({ teamId }) => teamId);
  await raiseGenerations(tx, [...new Set(touched)]);
  for (const person of people) await settleSite(tx, person, wanted.get(person.id)?.site ?? null, by);
  await recordAudits(tx, by, changes.map(auditOf));
}

// Each person is settled by one at a time. This lock lets a foreign key point at the person meanwhile, so that whoever
// holds a team's lock and adds a member does not wait in a circle.
async function lockPeople(tx: Queryable, userIds: readonly string[]): Promise<Person[]> {
  await tx.$queryRaw`SELECT id FROM "user" WHERE id = ANY(${[...userIds]}::uuid[]) ORDER BY id FOR NO KEY UPDATE`;
  const rows = await tx.user.findMany({
    where: { id: { in: [...userIds] } },
    include: { identity: true },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ identity, ...user }) => ({
    ...user,
    groups: identity === null || identity.problem !== null ? [] : identity.groups,
  }));
}

async function lockTeams(tx: Queryable, userIds: readonly string[], mappings: { teamId: string | null }[]) {
  const mapped = mappings.flatMap(({ teamId }) => teamId ?? []);
  await tx.$queryRaw`
    SELECT id FROM team WHERE id = ANY(${mapped}::uuid[])
      OR id IN (SELECT team_id FROM membership WHERE user_id = ANY(${[...userIds]}::uuid[]) AND group_role IS NOT NULL)
    ORDER BY id FOR UPDATE`;
}

async function listHeld(tx: Queryable, userIds: readonly string[]): Promise<Map<string, HeldRole[]>> {
  const rows = await tx.membership.findMany({ where: { userId: { in: [...userIds] } } });
  const held = new Map<string, HeldRole[]>();
  for (const { userId, teamId, manualRole, groupRole, groupName } of rows) {
    const group =
      groupRole === null || groupName === null ? null : { role: groupRole as TeamRole, group: groupName };
    const mine = held.get(userId) ?? [];
    held.set(userId, [...mine, { teamId, manual: manualRole as TeamRole | null, group }]);
  }
  return held;
}

// In a few statements however many people are touched: a mapping may give a role to a whole company.
async function writeChanges(tx: Queryable, changes: readonly PersonChange[]): Promise<void> {
  const given = changes.flatMap((change) => (change.group === null ? [] : [{ ...change, ...change.group }]));
  const taken = changes.filter(({ group }) => group === null);
  await tx.$executeRaw`
    INSERT INTO membership (id, user_id, team_id, role, group_role, group_name)
    SELECT id, user_id, team_id, role, role, name FROM unnest(
      ${given.map(() => randomUUID())}::uuid[], ${given.map(({ person }) => person.id)}::uuid[],
      ${given.map(({ teamId }) => teamId)}::uuid[], ${given.map(({ role }) => role)}::text[],
      ${given.map(({ group }) => group)}::text[]) AS given (id, user_id, team_id, role, name)
    ON CONFLICT (user_id, team_id) DO UPDATE SET group_role = EXCLUDED.group_role, group_name = EXCLUDED.group_name`;
  const [users, teams] = [taken.map(({ person }) => person.id), taken.map(({ teamId }) => teamId)];
  await tx.$executeRaw`
    DELETE FROM membership USING unnest(${users}::uuid[], ${teams}::uuid[]) AS taken (user_id, team_id)
    WHERE membership.user_id = taken.user_id AND membership.team_id = taken.team_id AND manual_role IS NULL`;
  await tx.$executeRaw`
    UPDATE membership SET group_role = NULL, group_name = NULL
    FROM unnest(${users}::uuid[], ${teams}::uuid[]) AS taken (user_id, team_id)
    WHERE membership.user_id = taken.user_id AND membership.team_id = taken.team_id`;
}

async function settleSite(
  tx: Queryable,
  person: Person,
  site: GroupRoles['site'],
  by: AuditActor,
): Promise<void> {
  if (person.groupSiteRole === (site?.role ?? null) && person.groupSiteName === (site?.group ?? null)) return;
  const after = await tx.user.update({
    where: { id: person.id },
    data: { groupSiteRole: site?.role ?? null, groupSiteName: site?.group ?? null },
  });
  await recordAudit(tx, by, {
    action: 'user.set-site-role',
    objectType: 'user',
    objectId: person.id,
    objectName: person.name,
    before: { siteRole: person.siteRole, byGroup: person.groupSiteRole, group: person.groupSiteName },
    after: { siteRole: after.siteRole, byGroup: after.groupSiteRole, group: after.groupSiteName },
  });
}

function auditOf({ person, teamId, group, before, after }: PersonChange) {
  const action = before === null ? 'add' : after === null ? 'remove' : 'change-role';
  return {
    action: `membership.${action}`,
    objectType: 'membership' as const,
    objectId: person.id,
    objectName: person.name,
    teamId,
    ...(before === null ? {} : { before: { role: before } }),
    after: { role: after, byGroup: group?.role ?? null, group: group?.group ?? null },
  };
}
