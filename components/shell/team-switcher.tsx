import { Check, ChevronsUpDown, Plus } from 'lucide-react';
import { Avatar } from '#components/ui/avatar.tsx';
import { DropdownMenu, MenuHeading, MenuLink, MenuSeparator } from '#components/ui/dropdown-menu.tsx';
import type { TeamLink } from './navigation.ts';

type TeamSwitcherProps = { teams: readonly TeamLink[]; current: string | undefined };

export function TeamSwitcher({ teams, current }: TeamSwitcherProps) {
  const team = teams.find(({ slug }) => slug === current);
  const name = team?.name ?? current ?? 'Choose a team';
  return (
    <DropdownMenu
      align="start"
      chevron={false}
      className="w-full justify-start!"
      menuClassName="w-56"
      label={
        <>
          <Avatar name={name} className="size-5! rounded-sm!" />
          <span className="grow truncate text-left">{name}</span>
          <ChevronsUpDown aria-hidden className="text-subtle" />
          <span className="sr-only">, change team</span>
        </>
      }
    >
      <MenuHeading>Your teams</MenuHeading>
      {teams.map(({ slug, name: text }) => (
        <MenuLink key={slug} href={`/teams/${slug}`} aria-current={slug === current ? 'true' : undefined}>
          <span className="grow truncate">{text}</span>
          {slug === current ? <Check aria-hidden /> : null}
        </MenuLink>
      ))}
      {teams.length === 0 ? <p className="px-2 py-1 text-sm text-subtle">You are in no team yet.</p> : null}
      <MenuSeparator />
      <MenuLink href="/teams">
        <Plus aria-hidden />
        Join or request a team
      </MenuLink>
    </DropdownMenu>
  );
}
