import type { ReactNode } from 'react';
import { ClusterBanner, type ClusterState } from './cluster-banner.tsx';
import { type CommandItem, CommandMenu } from './command-menu.tsx';
import { LiveRefresh } from './live-refresh.tsx';
import { MobileDrawer } from './mobile-drawer.tsx';
import { type NavAccess, navSections } from './navigation.ts';
import { Sidebar, type TeamLink } from './sidebar.tsx';
import { TopCrumbs } from './top-crumbs.tsx';
import { type ShellUser, UserMenu } from './user-menu.tsx';

type PortalShellProps = {
  user: ShellUser;
  teams: readonly TeamLink[];
  access: NavAccess;
  cluster: ClusterState;
  signOut: () => Promise<void>;
  sessionsHref?: string | undefined;
  children: ReactNode;
};

/** The frame of every page behind sign-in: sidebar, top bar, cluster banner, main. */
export function PortalShell({
  user,
  teams,
  access,
  cluster,
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
          <LiveRefresh />
          <CommandMenu items={commandItems(teams, access)} />
          <UserMenu user={user} signOut={signOut} sessionsHref={sessionsHref} />
        </header>
        <ClusterBanner cluster={cluster} />
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
