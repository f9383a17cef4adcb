/** Roles over the whole portal; a person without one sees just his teams. */
export const siteRoles = ['admin', 'auditor'] as const;
export type SiteRole = (typeof siteRoles)[number];

/** Roles inside one team, strongest first. */
export const teamRoles = ['owner', 'developer', 'viewer'] as const;
export type TeamRole = (typeof teamRoles)[number];

/** Cluster roles that a class may give to a team role, strongest first. */
export const tenantClusterRoles = [
  'bailiwick-admin',
  'bailiwick-developer',
  'bailiwick-viewer',
  'bailiwick-deployer',
] as const;
export type TenantClusterRole = (typeof tenantClusterRoles)[number];

/** Cluster roles that come on top of those where the class's guardrails allow it. */
const addOnClusterRoles = ['bailiwick-debug', 'bailiwick-secrets'] as const;
type AddOnClusterRole = (typeof addOnClusterRoles)[number];

/** All cluster roles that Bailiwick hands out; nothing else may stand in a RoleBinding of ours. */
export const grantedClusterRoles = [...tenantClusterRoles, ...addOnClusterRoles] as const;
export type GrantedClusterRole = (typeof grantedClusterRoles)[number];

/** The switch of the guardrails that an add-on follows, and the roles whose holders get it. */
const addOns: Record<AddOnClusterRole, { rule: 'exec' | 'secrets'; holders: readonly TenantClusterRole[] }> =
  {
    'bailiwick-debug': { rule: 'exec', holders: ['bailiwick-admin', 'bailiwick-developer'] },
    'bailiwick-secrets': {
      rule: 'secrets',
      holders: ['bailiwick-admin', 'bailiwick-developer', 'bailiwick-deployer'],
    },
  };

/** Everything that a holder of this role is bound to in a namespace of a class with these guardrails. */
export function rolesGranted(
  role: TenantClusterRole,
  guardrails: { exec: boolean; secrets: boolean },
): GrantedClusterRole[] {
  const added = addOnClusterRoles.filter((name) => {
    const { rule, holders } = addOns[name];
    return guardrails[rule] && holders.includes(role);
  });
  return [role, ...added];
}
