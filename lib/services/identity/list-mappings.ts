import type { Actor } from '#lib/auth/permissions.ts';
import { getDatabase } from '#lib/data/client.ts';
import { countPeopleInGroups, listMappingRows } from '#lib/data/identity/mapping-rows.ts';
import type { MappingView } from '#lib/domain/identity/views.ts';
import { assertMay } from '../scope-of.ts';

/** The whole mapping of groups to roles, by group. FORBIDDEN without a site role. */
export async function listMappings(actor: Actor): Promise<MappingView[]> {
  assertMay(actor, 'identity:read');
  const database = getDatabase();
  const rows = await listMappingRows(database);
  const people = await countPeopleInGroups(
    database,
    rows.map(({ groupName }) => groupName),
  );
  return rows.map(({ id, groupName, team, role, creator, createdAt }) => ({
    id,
    group: groupName,
    team: team === null ? null : { slug: team.slug, name: team.name },
    role,
    addedBy: creator.name,
    addedAt: createdAt.toISOString(),
    people: people.get(groupName) ?? 0,
  }));
}
