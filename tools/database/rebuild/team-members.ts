import type { ClassSpec } from '#lib/domain/environment-class.ts';
import { type TeamRole, teamRoles, tenantClusterRoles } from '#lib/domain/role.ts';
import type { FoundEnvironment } from './found-environment.ts';

/** A person as the bindings know him. */
export interface FoundMember {
  subject: string;
  role: TeamRole;
  /** Stronger roles that would have led to the same bindings. */
  orElse: TeamRole[];
}

/**
 * The members of a team by the bindings in all its environments: the weakest role that explains what somebody holds in each.
 * Whose bindings no role explains is left out, and so will be the environments that he is bound in.
 */
export function findMembers(
  environments: readonly { found: FoundEnvironment; spec: ClassSpec }[],
  subjectPrefix: string,
): FoundMember[] {
  const names = [...new Set(environments.flatMap(({ found }) => [...found.bound.keys()]))].sort();
  return names.flatMap((name) => {
    if (!name.startsWith(subjectPrefix)) return [];
    const fitting = teamRoles.filter((role) =>
      environments.every(({ found, spec }) => spec.roles[role] === heldIn(found, name)),
    );
    const role = fitting.at(-1);
    if (role === undefined) return [];
    return [{ subject: name.slice(subjectPrefix.length), role, orElse: fitting.slice(0, -1) }];
  });
}

function heldIn({ bound }: FoundEnvironment, name: string) {
  return tenantClusterRoles.find((role) => bound.get(name)?.includes(role)) ?? null;
}
