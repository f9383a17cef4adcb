/** Roles over the whole portal; a person without one sees just his teams. */
export const siteRoles = ['admin', 'auditor'] as const;
export type SiteRole = (typeof siteRoles)[number];

/** Roles inside one team, strongest first. */
export const teamRoles = ['owner', 'developer', 'viewer'] as const;
export type TeamRole = (typeof teamRoles)[number];

/** Cluster roles that Bailiwick hands out; nothing else may stand in a RoleBinding of ours. */
export const tenantClusterRoles = [
  'bailiwick-admin',
  'bailiwick-developer',
  'bailiwick-viewer',
  'bailiwick-deployer',
] as const;
export type TenantClusterRole = (typeof tenantClusterRoles)[number];
