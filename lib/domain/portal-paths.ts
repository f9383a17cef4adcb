import type { ResourceAmounts } from './environment-class.ts';

/** The path of an environment's page or of one of its tabs. */
export function environmentPath(team: string, environment: string, tab?: string): string {
  const base = `${teamPath(team)}/environments/${encodeURIComponent(environment)}`;
  return tab ? `${base}/${tab}` : base;
}

/** The path of a team's page or of one of its parts. */
export function teamPath(team: string, part?: string): string {
  const base = `/teams/${encodeURIComponent(team)}`;
  return part ? `${base}/${part}` : base;
}

/** The path of the form that asks for other sizes, filled in with these. */
export function resizePath(team: string, environment: string, quota: ResourceAmounts): string {
  const sizes = Object.entries(quota).map(([key, amount]): [string, string] => [`quota.${key}`, amount]);
  return `${environmentPath(team, environment, 'change')}?${new URLSearchParams([['kind', 'resize'], ...sizes])}`;
}
