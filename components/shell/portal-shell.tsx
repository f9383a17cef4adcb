import type { ReactNode } from 'react';
import type { OpenAlerts } from '#lib/domain/alert/views.ts';
import type { PackState } from '#lib/domain/policy-pack.ts';
import { AlertBell } from './alert-bell.tsx';
import { BreakGlassBanner } from './break-glass-banner.tsx';
import { ClusterBanner, type ClusterState } from './cluster-banner.tsx';
import type { CommandItem } from './command-item.ts';
import { CommandMenu } from './command-menu.tsx';
import { LiveRefresh } from './live-refresh.tsx';
import { MobileDrawer } from './mobile-drawer.tsx';
import type { TeamLink } from './navigation.ts';
import { type NavAccess, navSections } from './navigation.ts';
import { PackBanner } from './pack-banner.tsx';
import { Sidebar } from './sidebar.tsx';
import { TopCrumbs } from './top-crumbs.tsx';
import { type ShellUser, UserMenu } from './user-menu.tsx';

type PortalShellProps = {
  user: ShellUser;
  teams: readonly TeamLink[];
  access: NavAccess;
  alerts: OpenAlerts;
  cluster: ClusterState;
  /** State of the admission policies, for those who may see it. */
  policies: PackState;
  /** The local admin of a one-time code while he is signed in, for those who may see it. */
  breakGlass: { userId: string; until: string } | null;
  /** What the page was made after, for the stream of changes. */
  mark: string;
  signOut: () => Promise<void>;
  sessionsHref?: string | undefined;
  children: ReactNode;
};

/** The frame of every page behind sign-in: sidebar, top bar, cluster banner, main. */
export function PortalShell({
  user,
  teams,
  access,
  alerts,
  cluster,
  policies,
  breakGlass,
  mark,
  signOut,
  sessionsHref,
  children,
}: PortalShellProps) {
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[15rem_minmax(0,1fr)]">
      <div className="sticky top-0 h-dvh border-r max-lg:hidden">
        <Sidebar teams={teams} access={access} />
      </div>
      <div className="min-w-0">
        <header className="sticky top-0 z-10 flex h-12 items-center gap-3 border-b bg-background px-4 sm:px-6">
          <MobileDrawer>
            <Sidebar teams={teams} access={access} />
          </MobileDrawer>
          <div className="min-w-0 grow">
            <TopCrumbs />
          </div>
          <LiveRefresh mark={mark} />
          <CommandMenu items={commandItems(teams, access)} />
          <AlertBell alerts={alerts} teams={teams} />
          <UserMenu user={user} signOut={signOut} sessionsHref={sessionsHref} />
        </header>
        <ClusterBanner cluster={cluster} />
        {policies === 'missing' || policies === 'outdated' ? <PackBanner state={policies} /> : null}
        {breakGlass ? <BreakGlassBanner {...breakGlass} /> : null}
        <main
          id="main"
          tabIndex={-1}
          className="mx-auto grid max-w-page gap-6 p-4 pb-16 [--sticky-top:calc(var(--spacing)*12)] sm:p-6"
        >
          {children}
        </main>
      </div>
    </div>
  );
}

function commandItems(teams: readonly TeamLink[], access: NavAccess): CommandItem[] {
  const pages = navSections(undefined, access).flatMap(({ id, label, items }) =>
    items.map((item) => ({
      group: 'Pages',
      label: item.label,
      href: item.href,
      ...(id === 'own' ? {} : { hint: label }),
    })),
  );
  return [
    ...pages,
    ...teams.map(({ slug, name }) => ({ group: 'Teams', label: name, href: `/teams/${slug}` })),
  ];
}
