import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { getDatabase } from '#lib/data/client.ts';
import { hasMapping, listPeopleInGroup } from '#lib/data/identity/mapping-rows.ts';
import { listRolesThere } from '#lib/data/identity/roles-there.ts';
import type { MappingPreview } from '#lib/domain/identity/views.ts';
import { previewMappingInput } from '#lib/domain/inputs/identity.ts';
import { siteRoles, teamRoles } from '#lib/domain/role.ts';
import { parseInput } from '../parse-input.ts';
import { assertMay } from '../scope-of.ts';
import { mappingTarget } from './mapping-target.ts';

const shownPeople = 25;

/** Whom a mapping would touch, and how: nothing is changed. It knows the people whose provider said that they are in the group. */
export async function previewMapping(
  actor: Actor,
  input: z.input<typeof previewMappingInput>,
): Promise<MappingPreview> {
  assertMay(actor, 'identity:read');
  const { group, team: slug, role } = parseInput(previewMappingInput, input);
  const database = getDatabase();
  const team = await mappingTarget(database, slug);
  const people = await listPeopleInGroup(database, group);
  const held = await listRolesThere(
    database,
    team?.id ?? null,
    people.map(({ id }) => id),
  );
  const ranking: readonly string[] = team === null ? siteRoles : teamRoles;
  const touched = people.flatMap((person) => {
    const before = held.get(person.id) ?? null;
    const isStronger = before === null || ranking.indexOf(role) < ranking.indexOf(before);
    return isStronger ? [{ ...person, before, after: role }] : [];
  });
  return {
    group,
    team: team === null ? null : { slug: team.slug, name: team.name },
    role,
    isThere: await hasMapping(database, group, team?.id ?? null),
    people: people.length,
    touched: touched.slice(0, shownPeople),
    touchedInAll: touched.length,
  };
}
