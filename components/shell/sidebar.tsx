'use client';

import {
  Activity,
  ArrowLeftRight,
  Bell,
  Boxes,
  ChartNoAxesColumn,
  ClipboardList,
  Cog,
  Gauge,
  GitCompareArrows,
  House,
  IdCard,
  Inbox,
  Layers,
  ListChecks,
  type LucideIcon,
  Network,
  ScrollText,
  Server,
  ShieldCheck,
  Target,
  UserCog,
  Users,
} from 'lucide-react';
import Link from 'next/link';
import { useParams, usePathname } from 'next/navigation';
import { currentHref, type NavAccess, type NavItem, navSections, type TeamLink } from './navigation.ts';
import { TeamSwitcher } from './team-switcher.tsx';

const icons: Record<string, LucideIcon> = {
  home: House,
  environments: Boxes,
  requests: ClipboardList,
  approvals: Inbox,
  usage: ChartNoAxesColumn,
  alerts: Bell,
  move: ArrowLeftRight,
  members: Users,
  activity: Activity,
  'admin-teams': Users,
  'admin-users': UserCog,
  'admin-identity': IdCard,
  'admin-classes': Layers,
  'admin-rules': ListChecks,
  'admin-environments': Boxes,
  'admin-drift': GitCompareArrows,
  'admin-conformance': ShieldCheck,
  'admin-audit': ScrollText,
  'admin-usage': ChartNoAxesColumn,
  'admin-capacity': Gauge,
  'admin-network': Network,
  'admin-cluster': Server,
  'admin-provisioner': Cog,
  'admin-slo': Target,
};

type SidebarProps = { teams: readonly TeamLink[]; access: NavAccess };

export function Sidebar({ teams, access }: SidebarProps) {
  const pathname = usePathname();
  const params = useParams();
  const inPath = typeof params.team === 'string' ? params.team : undefined;
  const team = inPath ?? (teams.length === 1 ? teams[0]?.slug : undefined);
  const sections = navSections(pathname.startsWith('/admin/') ? undefined : team, access);
  const current = currentHref(pathname, sections);
  return (
    <nav aria-label="Main" className="flex h-full flex-col gap-4 overflow-y-auto p-3">
      <Link href="/" className="flex h-6 items-center gap-2 px-2 font-semibold tracking-tight">
        <Mark />
        Bailiwick
      </Link>
      <TeamSwitcher teams={teams} current={team} />
      <div className="grid gap-4">
        {sections.map(({ id, label, items }) => (
          <div key={id}>
            {id === 'own' ? null : <p className="px-2 pb-1 text-xs font-medium text-subtle">{label}</p>}
            <ul aria-label={label} className="grid gap-px">
              {items.map((item) => (
                <NavEntry key={item.id} item={item} current={item.href === current} />
              ))}
            </ul>
          </div>
        ))}
      </div>
    </nav>
  );
}

function NavEntry({ item, current }: { item: NavItem; current: boolean }) {
  const Icon = icons[item.id] ?? Boxes;
  return (
    <li>
      <Link
        href={item.href}
        aria-current={current ? 'page' : undefined}
        className="flex h-8 items-center gap-2 rounded-md px-2 text-muted hover:bg-sunken hover:text-foreground aria-[current=page]:bg-sunken aria-[current=page]:font-medium aria-[current=page]:text-foreground"
      >
        <Icon aria-hidden className="size-4 shrink-0 text-subtle" />
        <span className="grow truncate">{item.label}</span>
        {item.count ? (
          <span className="rounded-sm bg-accent-subtle px-1.5 text-xs leading-5 font-medium text-accent tabular-nums">
            {item.count}
          </span>
        ) : null}
      </Link>
    </li>
  );
}

function Mark() {
  return (
    <svg aria-hidden="true" viewBox="0 0 16 16" className="size-4.5 fill-none stroke-accent stroke-[1.75]">
      <rect x="1.5" y="1.5" width="13" height="13" rx="3" />
      <path d="M8 1.5v13M8 8h6.5" />
    </svg>
  );
}
