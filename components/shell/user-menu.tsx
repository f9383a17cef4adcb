import { LogOut, MonitorSmartphone } from 'lucide-react';
import { Avatar } from '#components/ui/avatar.tsx';
import { DropdownMenu, MenuButton, MenuLink, MenuSeparator } from '#components/ui/dropdown-menu.tsx';
import { ThemeToggle } from '#components/ui/theme-toggle.tsx';

export type ShellUser = { name: string; email?: string | undefined; siteRole?: string | undefined };

type UserMenuProps = {
  user: ShellUser;
  /** A server action, so signing out works without scripts too. */
  signOut: () => Promise<void>;
  sessionsHref?: string | undefined;
};

export function UserMenu({ user, signOut, sessionsHref }: UserMenuProps) {
  return (
    <DropdownMenu
      variant="ghost"
      size="icon"
      chevron={false}
      ariaLabel={`Account of ${user.name}`}
      label={<Avatar name={user.name} />}
    >
      <div className="px-2 py-1.5">
        <p className="font-medium">{user.name}</p>
        {user.email ? <p className="text-sm text-subtle">{user.email}</p> : null}
        {user.siteRole ? <p className="text-sm text-subtle">Site role: {user.siteRole}</p> : null}
      </div>
      <MenuSeparator />
      <ThemeToggle />
      <MenuSeparator />
      {sessionsHref ? (
        <MenuLink href={sessionsHref}>
          <MonitorSmartphone aria-hidden />
          Sessions
        </MenuLink>
      ) : null}
      <form action={signOut}>
        <MenuButton type="submit" data-stay>
          <LogOut aria-hidden />
          Sign out
        </MenuButton>
      </form>
    </DropdownMenu>
  );
}
