import { CalendarPlus, Scaling, Trash2, TrendingUp } from 'lucide-react';
import { DropdownMenu, MenuLink, MenuSeparator } from '#components/ui/dropdown-menu.tsx';
import type { EnvironmentView } from '#lib/domain/environment-views.ts';
import { changeHref } from './environment-href.ts';

/** Everything that can be asked for about this environment; only what makes sense for it now. */
export function EnvironmentMenu({ environment }: { environment: EnvironmentView }) {
  const { version, latestVersion } = environment.class;
  return (
    <DropdownMenu label="Request change">
      <MenuLink href={changeHref(environment, 'resize')}>
        <Scaling aria-hidden />
        Resize quota
      </MenuLink>
      {environment.expiresAt === null ? null : (
        <MenuLink href={changeHref(environment, 'extend')}>
          <CalendarPlus aria-hidden />
          Extend lifetime
        </MenuLink>
      )}
      {latestVersion > version ? (
        <MenuLink href={changeHref(environment, 'upgrade')}>
          <TrendingUp aria-hidden />
          Upgrade to version {latestVersion}
        </MenuLink>
      ) : null}
      <MenuSeparator />
      <MenuLink href={changeHref(environment, 'delete')} className="text-danger [&_svg]:text-danger!">
        <Trash2 aria-hidden />
        Delete environment
      </MenuLink>
    </DropdownMenu>
  );
}
