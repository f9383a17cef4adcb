import type { ObjectStatus, ObjectStep } from '#lib/domain/condition.ts';
import type { Manifest } from '../desired/environment-spec.ts';
import type { ObservedObject } from '../desired/observed-object.ts';
import { diffObject } from '../diff/diff.ts';

/** What a pass knows of one desired object at its end. */
export interface ObjectResult {
  manifest: Manifest;
  observed: ObservedObject | null;
  tookMs: number | null;
  error: string | null;
  /** Why a difference is left as it is; null where it is not. */
  held?: string | null;
}

/** The row of each desired object. Verified means: read back from the API server and found as desired. */
export function computeObjects(
  results: readonly ObjectResult[],
  previous: readonly ObjectStatus[],
  now: string,
): ObjectStatus[] {
  return results.map((result) => {
    const { kind } = result.manifest;
    const { name } = result.manifest.metadata;
    const before = previous.find((object) => object.kind === kind && object.name === name);
    const { step, message } = stepOf(result);
    const tookMs = result.tookMs ?? before?.tookMs ?? null;
    const at = before?.step === step && result.tookMs === null ? before.at : now;
    return { kind, name, step, tookMs, message, at };
  });
}

function stepOf({ manifest, observed, error, held }: ObjectResult): { step: ObjectStep; message: string } {
  if (held) return { step: 'held', message: held };
  if (error !== null) return { step: 'failed', message: error };
  if (observed === null) return { step: 'waiting', message: 'Waits for the objects that come before it.' };
  if (diffObject(manifest, observed).length > 0)
    return { step: 'written', message: 'Written, but the cluster shows something else.' };
  if (manifest.kind === 'ResourceQuota' && !isEnforced(observed)) {
    return { step: 'written', message: 'Written; waits until the cluster enforces it.' };
  }
  return { step: 'verified', message: '' };
}

/** A quota without a matching status admits everything, so it counts only when status.hard equals spec.hard. */
export function isEnforced(quota: ObservedObject): boolean {
  const spec = quota.spec as { hard?: Record<string, string> } | undefined;
  const status = quota.status as { hard?: Record<string, string> } | undefined;
  const wanted = Object.entries(spec?.hard ?? {});
  const actual = status?.hard ?? {};
  return (
    wanted.length === Object.keys(actual).length && wanted.every(([key, amount]) => actual[key] === amount)
  );
}
