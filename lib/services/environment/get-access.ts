import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { getDatabase } from '#lib/data/client.ts';
import { listMemberRows } from '#lib/data/team/member-rows.ts';
import { classSpecSchema } from '#lib/domain/environment-class.ts';
import { environmentInput } from '#lib/domain/inputs/environment.ts';
import { type TenantClusterRole, teamRoles } from '#lib/domain/role.ts';
import type { AccessLine } from '#lib/domain/views.ts';
import { parseInput } from '../parse-input.ts';
import { memberView } from '../team/list-members.ts';
import { visibleEnvironment } from './visible-environment.ts';

const can: Record<TenantClusterRole, string> = {
  'bailiwick-admin': 'can read, deploy, debug and manage service accounts inside this environment',
  'bailiwick-developer': 'can read, deploy and debug inside this environment',
  'bailiwick-deployer': 'can read and deploy inside this environment',
  'bailiwick-viewer': 'can look at everything but secrets, and change nothing',
};

/** Who may do what in the namespace; disabled people have no access any more. */
export async function getAccess(
  actor: Actor,
  input: z.input<typeof environmentInput>,
): Promise<AccessLine[]> {
  const asked = parseInput(environmentInput, input);
  const database = getDatabase();
  const row = await visibleEnvironment(database, actor, asked);
  const { roles } = classSpecSchema.parse(row.classVersion.spec);
  const members = (await listMemberRows(database, row.teamId))
    .filter(({ user }) => user.disabledAt === null)
    .map(memberView)
    .sort((a, b) => teamRoles.indexOf(a.role) - teamRoles.indexOf(b.role));
  return members.map(({ id, name, email, role }) => {
    const clusterRole = roles[role];
    const ability = clusterRole === null ? 'has no access to this environment' : can[clusterRole];
    return {
      person: { id, name, email },
      teamRole: role,
      clusterRole,
      sentence: `${name} ${ability}, as ${role} of the team.`,
    };
  });
}
