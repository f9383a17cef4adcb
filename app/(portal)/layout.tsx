import type { ReactNode } from 'react';
import type { AdminPage } from '#components/shell/navigation.ts';
import { PortalShell } from '#components/shell/portal-shell.tsx';
import { signOutAction } from '#lib/actions/session.ts';
import { type Actor, may, type Permission } from '#lib/auth/permissions.ts';
import { pageMark, requireActor } from '#lib/auth/session.ts';
import { listOpenAlerts } from '#lib/services/alert/list-open-alerts.ts';
import { getClusterHealth } from '#lib/services/cluster/get-cluster-health.ts';
import { getPolicyPack } from '#lib/services/cluster/get-policy-pack.ts';
import { getBreakGlass } from '#lib/services/identity/get-break-glass.ts';
import { countPendingRequests } from '#lib/services/request/count-pending-requests.ts';
import { listMyTeamNames } from '#lib/services/team/list-my-teams.ts';

const adminPages: Record<AdminPage, Permission> = {
  teams: 'cluster:read',
  users: 'user:read',
  identity: 'identity:read',
  classes: 'cluster:read',
  rules: 'rules:read',
  environments: 'cluster:read',
  drift: 'drift:read',
  conformance: 'conformance:read',
  usage: 'usage:read',
  audit: 'audit:read',
  capacity: 'capacity:read',
  network: 'platform:read',
  cluster: 'cluster:read',
  provisioner: 'cluster:read',
  slo: 'cluster:read',
};

export default async function PortalLayout({ children }: { children: ReactNode }) {
  const actor = await requireActor();
  const [teams, approvals, alerts, health, pack, breakGlass] = await Promise.all([
    listMyTeamNames(actor),
    decides(actor) ? countPendingRequests(actor) : null,
    listOpenAlerts(actor),
    getClusterHealth(actor),
    getPolicyPack(actor),
    getBreakGlass(actor),
  ]);
  return (
    <PortalShell
      user={{ name: actor.name, email: actor.email ?? undefined, siteRole: actor.siteRole ?? undefined }}
      teams={teams}
      access={{ approvals, admin: openTo(actor) }}
      alerts={alerts}
      cluster={{ reachable: health.state === 'live', seenAt: health.seenAt ?? undefined }}
      policies={pack === null ? 'unknown' : pack.prefixFits ? pack.state : 'outdated'}
      breakGlass={breakGlass}
      mark={pageMark()}
      signOut={signOutAction}
      sessionsHref="/sessions"
    >
      {children}
    </PortalShell>
  );
}

function decides(actor: Actor): boolean {
  if (may(actor, 'request:decide-environment')) return true;
  return [...actor.teams.keys()].some((team) => may(actor, 'request:decide-join', team));
}

function openTo(actor: Actor): AdminPage[] {
  const pages = Object.entries(adminPages) as [AdminPage, Permission][];
  return pages.filter(([, permission]) => may(actor, permission)).map(([page]) => page);
}
