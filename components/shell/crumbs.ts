import type { Crumb } from '#components/ui/breadcrumb.tsx';

const words: Record<string, string> = {
  requests: 'Requests',
  approvals: 'Approvals',
  admin: 'Administration',
  users: 'People',
  identity: 'Groups',
  sessions: 'Sessions',
  classes: 'Classes',
  rules: 'Approval rules',
  edit: 'Change',
  simulation: 'Simulation',
  drift: 'Drift',
  conformance: 'Conformance',
  audit: 'Audit',
  capacity: 'Capacity',
  provisioner: 'Provisioner',
  slo: 'Objectives',
  cluster: 'Cluster',
  usage: 'Usage',
  alerts: 'Alerts',
  settings: 'Settings',
  members: 'Members',
  move: 'Move quota',
  activity: 'Activity',
  network: 'Network',
  access: 'Access',
  objects: 'Objects',
  new: 'New',
  join: 'Join',
  change: 'Request change',
  version: 'New version',
};

/** These only group: the name behind them says enough, and they have no page of their own. */
const silent = new Set(['teams', 'environments']);

/** Where a path is, in words: `/teams/payments/environments/dev` is "payments / dev". */
export function crumbs(pathname: string): Crumb[] {
  const parts = pathname.split('/').filter(Boolean).map(decode);
  const found = parts.flatMap((part, index): Crumb[] => {
    const last = index === parts.length - 1;
    if (silent.has(part) && !last) return [];
    const href = `/${parts
      .slice(0, index + 1)
      .map(encodeURIComponent)
      .join('/')}`;
    return [{ label: label(part), ...(last || part === 'admin' ? {} : { href }) }];
  });
  return found.length > 0 ? found : [{ label: 'Home' }];
}

function label(part: string): string {
  if (silent.has(part)) return part === 'teams' ? 'Teams' : 'Environments';
  if (/^\d+$/.test(part)) return `#${part}`;
  return words[part] ?? (part.length > 24 ? `${part.slice(0, 8)}…` : part);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
