import type { ReactNode } from 'react';
import type { AdminPage } from '#components/shell/navigation.ts';
import { PortalShell } from '#components/shell/portal-shell.tsx';
import { signOutAction } from '#lib/actions/session.ts';
import { type Actor, may, type Permission } from '#lib/auth/permissions.ts';
import { requireActor } from '#lib/auth/session.ts';
import { getClusterHealth } from '#lib/services/cluster/get-cluster-health.ts';
import { countPendingRequests } from '#lib/services/request/count-pending-requests.ts';
import { listTeams } from '#lib/services/team/list-teams.ts';

const adminPages: Record<AdminPage, Permission> = {
  teams: 'cluster:read',
  users: 'user:read',
  classes: 'cluster:read',
  environments: 'cluster:read',
  drift: 'drift:read',
  audit: 'audit:read',
  cluster: 'cluster:read',
};

export default async function PortalLayout({ children }: { children: ReactNode }) {
  const actor = await requireActor();
  const [teams, approvals, health] = await Promise.all([
    listTeams(actor, { pageSize: 100 }),
    decides(actor) ? countPendingRequests(actor) : null,
    getClusterHealth(actor),
  ]);
  return (
    <PortalShell
      user={{ name: actor.name, email: actor.email ?? undefined, siteRole: actor.siteRole ?? undefined }}
      teams={teams.items.filter(({ myRole }) => myRole !== null).map(({ slug, name }) => ({ slug, name }))}
      access={{ approvals, admin: openTo(actor) }}
      cluster={{ reachable: health.state === 'live', seenAt: health.seenAt ?? undefined }}
      signOut={signOutAction}
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
