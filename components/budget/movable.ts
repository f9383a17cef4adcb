import type { MoveSide } from '#lib/domain/budget/move.ts';
import type { ResourceAmounts } from '#lib/domain/environment-class.ts';
import type { EnvironmentView } from '#lib/domain/environment-views.ts';
import { compareKeys } from '#lib/domain/key-order.ts';

/** An environment that quota can be moved from or to. */
export interface MovableEnvironment extends MoveSide {
  used: ResourceAmounts;
}

/** Those of a team's environments that stay, with what they have and use. */
export function movable(environments: readonly EnvironmentView[]): MovableEnvironment[] {
  return environments
    .filter(({ deleteAfter }) => deleteAfter === null)
    .map(({ slug, quota, class: { spec } }) => ({
      slug,
      quota: Object.fromEntries(quota.map(({ key, hard }) => [key, hard])),
      bounds: spec.quota,
      used: Object.fromEntries(quota.flatMap(({ key, used }) => (used === null ? [] : [[key, used]]))),
    }));
}

/** The keys that at least two of them have. */
export function movableKeys(environments: readonly MovableEnvironment[]): string[] {
  const all = environments.flatMap(({ quota }) => Object.keys(quota));
  const shared = [...new Set(all)].filter((key) => all.filter((each) => each === key).length > 1);
  return shared.sort(compareKeys);
}
