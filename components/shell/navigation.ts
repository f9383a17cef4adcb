export const adminPages = [
  'teams',
  'users',
  'identity',
  'classes',
  'rules',
  'environments',
  'usage',
  'drift',
  'conformance',
  'audit',
  'capacity',
  'network',
  'cluster',
  'provisioner',
  'slo',
] as const;
export type AdminPage = (typeof adminPages)[number];

export type NavItem = { id: string; label: string; href: string; count?: number };
export type TeamLink = { slug: string; name: string };
export type NavSection = { id: string; label: string; items: NavItem[] };

export type NavAccess = {
  /** How many requests wait for this person; null when the person approves nothing. */
  approvals: number | null;
  /** The administration pages that this person may open. */
  admin: readonly AdminPage[];
};

const adminLabels: Record<AdminPage, string> = {
  teams: 'Teams',
  users: 'People',
  identity: 'Groups',
  classes: 'Classes',
  rules: 'Approval rules',
  environments: 'Environments',
  usage: 'Usage',
  drift: 'Drift',
  conformance: 'Conformance',
  audit: 'Audit',
  capacity: 'Capacity',
  network: 'Network',
  cluster: 'Cluster',
  provisioner: 'Provisioner',
  slo: 'Objectives',
};

/** The entries of the sidebar for a person, with those of the team that is in view. */
export function navSections(team: string | undefined, { approvals, admin }: NavAccess): NavSection[] {
  const own: NavItem[] = [{ id: 'home', label: 'Home', href: '/' }];
  if (!team) own.push({ id: 'requests', label: 'Requests', href: '/requests' });
  if (approvals !== null)
    own.push({ id: 'approvals', label: 'Approvals', href: '/approvals', count: approvals });
  const sections: NavSection[] = [{ id: 'own', label: 'You', items: own }];
  if (team) sections.push({ id: 'team', label: 'Team', items: teamItems(team) });
  if (admin.length > 0) {
    const items = admin.map((page) => ({
      id: `admin-${page}`,
      label: adminLabels[page],
      href: `/admin/${page}`,
    }));
    sections.push({ id: 'admin', label: 'Administration', items });
  }
  return sections;
}

function teamItems(team: string): NavItem[] {
  const base = `/teams/${team}`;
  return [
    { id: 'environments', label: 'Environments', href: base },
    { id: 'requests', label: 'Requests', href: `${base}/requests` },
    { id: 'usage', label: 'Usage', href: `${base}/usage` },
    { id: 'alerts', label: 'Alerts', href: `${base}/alerts` },
    { id: 'move', label: 'Move quota', href: `${base}/move` },
    { id: 'members', label: 'Members', href: `${base}/members` },
    { id: 'activity', label: 'Activity', href: `${base}/activity` },
  ];
}

/** The entry that a path belongs to: the longest address that contains it. */
export function currentHref(pathname: string, sections: readonly NavSection[]): string | undefined {
  return sections
    .flatMap(({ items }) => items.map(({ href }) => href))
    .filter((href) => pathname === href || (href !== '/' && pathname.startsWith(`${href}/`)))
    .sort((one, other) => other.length - one.length)[0];
}
