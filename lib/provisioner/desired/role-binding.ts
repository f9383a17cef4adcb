import { createHash } from 'node:crypto';
import { type GrantedClusterRole, grantedClusterRoles, rolesGranted } from '#lib/domain/role.ts';
import type { EnvironmentSpec, Manifest } from './environment-spec.ts';
import { ownerLabels } from './ownership.ts';

const apiGroup = 'rbac.authorization.k8s.io';

/** One RoleBinding for each cluster role that somebody holds here, add-ons included; nobody in it means no binding. */
export function renderRoleBindings(spec: EnvironmentSpec): Manifest[] {
  return grantedClusterRoles.flatMap((role) => {
    const subjects = subjectsOf(spec, role);
    return subjects.length === 0 ? [] : [renderRoleBinding(spec, role, subjects)];
  });
}

function subjectsOf(spec: EnvironmentSpec, role: GrantedClusterRole): string[] {
  const { roles, guardrails } = spec.classSpec;
  const holders = spec.members.filter((member) => {
    const held = roles[member.role];
    return held !== null && rolesGranted(held, guardrails).includes(role);
  });
  return [...new Set(holders.map(({ subject }) => subject))].sort();
}

function renderRoleBinding(spec: EnvironmentSpec, role: GrantedClusterRole, subjects: string[]): Manifest {
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
export function roleBindingName(role: GrantedClusterRole): string {
  const hash = createHash('sha256').update(`${apiGroup}/ClusterRole/${role}`).digest('hex').slice(0, 8);
  return `${role}-${hash}`;
}
