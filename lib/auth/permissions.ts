import type { SiteRole, TeamRole } from '#lib/domain/role.ts';

/** Who acts: made from a session, never from what the browser sends. */
export interface Actor {
  userId: string;
  name: string;
  siteRole: SiteRole | null;
  /** Team id → role. */
  teams: ReadonlyMap<string, TeamRole>;
  /** Correlates audit events and log lines with one HTTP request. */
  requestId: string;
  /** Which session asks, as the database knows it; nobody's where no browser asks. */
  sessionHash?: string | undefined;
}

type Grant = SiteRole | TeamRole | 'anyone';

/** Every permission and who holds it. Team roles count inside their own team only. */
export const permissionTable = {
  'team:read': ['admin', 'auditor', 'owner', 'developer', 'viewer'],
  'team:create': ['admin'],
  'team:update': ['admin'],
  'team:archive': ['admin'],
  'budget:update': ['admin'],
  'capacity:read': ['admin', 'auditor'],
  'capacity:update': ['admin'],
  'rules:read': ['admin', 'auditor'],
  'rules:update': ['admin'],
  'budget:move': ['admin', 'owner'],
  'membership:read': ['admin', 'auditor', 'owner', 'developer', 'viewer'],
  'membership:update': ['admin', 'owner'],
  'class:read': ['anyone'],
  'class:update': ['admin'],
  'environment:read': ['admin', 'auditor', 'owner', 'developer', 'viewer'],
  'environment:request': ['owner', 'developer'],
  'environment:undo-delete': ['admin', 'owner', 'developer'],
  'request:read': ['admin', 'auditor', 'owner', 'developer', 'viewer'],
  'request:comment': ['admin', 'owner', 'developer', 'viewer'],
  'request:decide-environment': ['admin'],
  'request:decide-team': ['admin'],
  'request:decide-join': ['admin', 'owner'],
  'team:request': ['anyone'],
  'team:request-join': ['anyone'],
  'activity:read': ['admin', 'auditor', 'owner', 'developer', 'viewer'],
  'audit:read': ['admin', 'auditor'],
  'drift:read': ['admin', 'auditor'],
  'drift:pause': ['admin'],
  'cluster:read': ['admin', 'auditor'],
  'provisioner:retry': ['admin'],
  'platform:read': ['admin', 'auditor'],
  'platform:update': ['admin'],
  'conformance:read': ['admin', 'auditor'],
  'usage:read': ['admin', 'auditor'],
  'conformance:run': ['admin', 'owner'],
  'conformance:waive': ['admin'],
  'alert:read': ['admin', 'auditor', 'owner', 'developer', 'viewer'],
  'alert:update': ['admin', 'owner'],
  'identity:read': ['admin', 'auditor'],
  'identity:update': ['admin'],
  'user:read': ['admin', 'auditor'],
  'user:update': ['admin'],
} as const satisfies Record<string, readonly Grant[]>;

export type Permission = keyof typeof permissionTable;

/** Whether the actor holds the permission, inside that team if one is named. Unknown roles hold nothing. */
export function may(actor: Actor, permission: Permission, teamId?: string): boolean {
  const grants: readonly Grant[] = permissionTable[permission];
  if (grants.includes('anyone')) return true;
  if (actor.siteRole !== null && grants.includes(actor.siteRole)) return true;
  const role = teamId === undefined ? undefined : actor.teams.get(teamId);
  return role !== undefined && grants.includes(role);
}
