import type { EnvironmentView } from '#lib/domain/views.ts';

export type ChangeType = 'resize' | 'extend' | 'upgrade' | 'delete';

/** The address of an environment's page or of one of its tabs. */
export function environmentHref(team: string, environment: string, tab?: string): string {
  const base = `/teams/${encodeURIComponent(team)}/environments/${encodeURIComponent(environment)}`;
  return tab ? `${base}/${tab}` : base;
}

/** The form that asks for a change. */
export function changeHref(environment: Pick<EnvironmentView, 'team' | 'slug'>, type: ChangeType): string {
  return `${environmentHref(environment.team.slug, environment.slug, 'change')}?kind=${type}`;
}
