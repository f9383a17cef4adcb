import type { ResourceAmounts } from '#lib/domain/environment-class.ts';
import { environmentPath, resizePath } from '#lib/domain/portal-paths.ts';

export type ChangeType = 'resize' | 'extend' | 'upgrade' | 'delete';

/** The address of an environment's page or of one of its tabs. */
export const environmentHref = environmentPath;

type Target = { team: { slug: string }; slug: string };

/** The form that asks for a change. */
export function changeHref(environment: Target, type: ChangeType): string {
  return `${environmentHref(environment.team.slug, environment.slug, 'change')}?kind=${type}`;
}

/** The form that asks for other sizes, filled in with these. */
export function resizeHref(environment: Target, quota: ResourceAmounts): string {
  return resizePath(environment.team.slug, environment.slug, quota);
}
