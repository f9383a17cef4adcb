import { createHash } from 'node:crypto';
import { type TeamRole, type TenantClusterRole, tenantClusterRoles } from '#lib/domain/role.ts';
import type { EnvironmentSpec, Manifest } from './environment-spec.ts';
import { ownerLabels } from './ownership.ts';

const apiGroup = 'rbac.authorization.k8s.io';

/** One RoleBinding for each cluster role that somebody holds here; nobody in it means no binding at all. */
export function renderRoleBindings(spec: EnvironmentSpec): Manifest[] {
  return tenantClusterRoles.flatMap((role) => {
    const subjects = subjectsOf(spec, role);
    return subjects.length === 0 ? [] : [renderRoleBinding(spec, role, subjects)];
  });
}

function subjectsOf(spec: EnvironmentSpec, role: TenantClusterRole): string[] {
  const granted = spec.classSpec.roles;
  const names = spec.members
    .filter((member) => granted[member.role satisfies TeamRole] === role)
    .map(({ subject }) => subject);
  return [...new Set(names)].sort();
}

function renderRoleBinding(spec: EnvironmentSpec, role: TenantClusterRole, subjects: string[]): Manifest {
  const roleRef = { apiGroup, kind: 'ClusterRole', name: role };
  return {
    apiVersion: `${apiGroup}/v1`,
    kind: 'RoleBinding',
    metadata: { name: roleBindingName(role), namespace: spec.namespace, labels: ownerLabels(spec) },
    roleRef,
    subjects: subjects.map((subject) => ({
      apiGroup,
      kind: 'User',
      name: `${spec.platform.subjectPrefix}${subject}`,
    })),
  };
}

/** roleRef is immutable, so the name carries its hash: another role is another object, never an edit in place. */
export function roleBindingName(role: TenantClusterRole): string {
  const hash = createHash('sha256').update(`${apiGroup}/ClusterRole/${role}`).digest('hex').slice(0, 8);
  return `${role}-${hash}`;
}
