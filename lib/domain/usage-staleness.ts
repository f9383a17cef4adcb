import type { ObjectStatus } from './condition.ts';

/**
 * Whether the usage that is shown was counted with other limits than those that hold now. The cluster counts anew when it
 * enforces a changed quota; until then, or while its controllers are down, nothing says how old its count is.
 */
export function isUsageStale(objects: readonly Pick<ObjectStatus, 'kind' | 'step'>[]): boolean {
  return objects.some(({ kind, step }) => kind === 'ResourceQuota' && step !== 'verified');
}
