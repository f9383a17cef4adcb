import { Bell } from 'lucide-react';
import { alertTone } from '#components/alerts/alert-tone.ts';
import { DropdownMenu, MenuHeading, MenuLink, MenuSeparator } from '#components/ui/dropdown-menu.tsx';
import { toneIcon, toneText } from '#components/ui/tone.ts';
import type { OpenAlerts } from '#lib/domain/alert/views.ts';
import { teamPath } from '#lib/domain/portal-paths.ts';
import type { TeamLink } from './navigation.ts';

type AlertBellProps = { alerts: OpenAlerts; teams: readonly TeamLink[] };

/** What is open in the person's teams; nothing at all for somebody without a team. */
export function AlertBell({ alerts: { total, items }, teams }: AlertBellProps) {
  if (teams.length === 0) return null;
  const open = total === 0 ? 'No open alerts' : total === 1 ? '1 open alert' : `${total} open alerts`;
  return (
    <DropdownMenu
      variant="ghost"
      size="icon"
      chevron={false}
      ariaLabel={`Alerts: ${open.toLowerCase()}`}
      className="relative"
      menuClassName="w-96"
      label={
        <>
          <Bell aria-hidden />
          {total === 0 ? null : (
            <span className="absolute -top-1 -right-1 min-w-4 rounded-full bg-danger px-1 text-center text-xs leading-4 font-medium text-background tabular-nums">
              {total > 99 ? '99+' : total}
            </span>
          )}
        </>
      }
    >
      <MenuHeading>{open}</MenuHeading>
      {items.map((alert) => {
        const tone = alertTone(alert);
        const Icon = toneIcon[tone];
        return (
          <MenuLink key={alert.id} href={teamPath(alert.team.slug, 'alerts')} className="items-start">
            <Icon aria-hidden className={`mt-0.5 ${toneText[tone]}`} />
            <span className="min-w-0 wrap-anywhere">{alert.title}</span>
          </MenuLink>
        );
      })}
      <MenuSeparator />
      {teams.map(({ slug, name }) => (
        <MenuLink key={slug} href={teamPath(slug, 'alerts')} className="text-muted">
          All alerts of {name}
        </MenuLink>
      ))}
    </DropdownMenu>
  );
}
