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
  /** As agreed when the pass began, so that it had nothing to do about it. */
  untouched?: boolean;
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
    const { step, message, isThere } = stepOf(result);
    // What nothing had to be done about is not as agreed now. Unmarked, the next pass would take it for work in progress.
    const strayed = result.untouched && !isThere ? { strayed: true as const } : {};
    const tookMs = result.tookMs ?? before?.tookMs ?? null;
    const at = before?.step === step && result.tookMs === null ? before.at : now;
    return { kind, name, step, tookMs, message, at, ...strayed };
  });
}

/** `isThere`: the cluster shows it as desired, be it enforced or not yet. */
function stepOf({ manifest, observed, error, held }: ObjectResult): {
  step: ObjectStep;
  message: string;
  isThere: boolean;
} {
  if (held) return { step: 'held', message: held, isThere: false };
  if (error !== null) return { step: 'failed', message: error, isThere: false };
  if (observed === null)
    return { step: 'waiting', message: 'Waits for the objects that come before it.', isThere: false };
  if (diffObject(manifest, observed).length > 0)
    return { step: 'written', message: 'Written, but the cluster shows something else.', isThere: false };
  if (manifest.kind === 'ResourceQuota' && !isEnforced(observed)) {
    return { step: 'written', message: 'Written; waits until the cluster enforces it.', isThere: true };
  }
  return { step: 'verified', message: '', isThere: true };
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
