import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { getDatabase } from '#lib/data/client.ts';
import { listMemberRows } from '#lib/data/team/member-rows.ts';
import { accessSentence } from '#lib/domain/access-words.ts';
import { classSpecSchema } from '#lib/domain/environment-class.ts';
import type { AccessLine } from '#lib/domain/environment-views.ts';
import { environmentInput } from '#lib/domain/inputs/environment.ts';
import { rolesGranted, teamRoles } from '#lib/domain/role.ts';
import { parseInput } from '../parse-input.ts';
import { memberView } from '../team/list-members.ts';
import { visibleEnvironment } from './visible-environment.ts';

/** Who may do what in the namespace; disabled people have no access any more. */
export async function getAccess(
  actor: Actor,
  input: z.input<typeof environmentInput>,
): Promise<AccessLine[]> {
  const asked = parseInput(environmentInput, input);
  const database = getDatabase();
  const row = await visibleEnvironment(database, actor, asked);
  const { roles, guardrails } = classSpecSchema.parse(row.classVersion.spec);
  const members = (await listMemberRows(database, row.teamId))
    .filter(({ user }) => user.disabledAt === null)
    .map(memberView)
    .sort((a, b) => teamRoles.indexOf(a.role) - teamRoles.indexOf(b.role));
  return members.map(({ id, name, email, role }) => {
    const clusterRole = roles[role];
    return {
      person: { id, name, email },
      teamRole: role,
      clusterRoles: clusterRole === null ? [] : rolesGranted(clusterRole, guardrails),
      sentence: accessSentence(name, role, clusterRole, guardrails),
    };
  });
}
