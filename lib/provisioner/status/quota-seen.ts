import type { Manifest } from '../desired/environment-spec.ts';
import { diffObject } from '../diff/diff.ts';
import type { Observed } from '../diff/plan.ts';

/**
 * Whether the cluster shows the quota as it was decided last. Whatever is still on its way was sent for an older version
 * than this one, and is refused: so what is above it is free.
 */
export function isQuotaSeen(desired: readonly Manifest[], observed: Observed): boolean {
  return desired
    .filter(({ kind }) => kind === 'ResourceQuota')
    .every((manifest) => {
      const seen = observed
        .get('ResourceQuota')
        ?.find(({ metadata }) => metadata.name === manifest.metadata.name);
      return seen !== undefined && diffObject(manifest, seen).length === 0;
    });
}
