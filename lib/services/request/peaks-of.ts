import type { Queryable } from '#lib/data/client.ts';
import { listQuotas } from '#lib/data/request/context-rows.ts';
import type { RequestRow } from '#lib/data/request/request-rows.ts';
import type { ResourceAmounts } from '#lib/domain/environment-class.ts';
import { evidenceDays } from '#lib/domain/evidence/key-evidence.ts';
import { windowUse } from '#lib/domain/evidence/use-window.ts';
import { percent } from '#lib/domain/percent.ts';
import { parseQuantity, quantityRatio } from '#lib/domain/quantity.ts';
import { resourceLabel } from '#lib/domain/resource-key.ts';
import { measuredUse } from './measured-use.ts';

/** For requests to resize, by number: the highest share in use of a limit that changes, in 14 days, in words. */
export async function peaksOf(
  db: Queryable,
  rows: readonly RequestRow[],
  now = new Date(),
): Promise<Map<number, string>> {
  const resizes = rows.flatMap(({ number, type, environmentId, payload }) =>
    type === 'resize-environment' && environmentId !== null && 'quota' in payload
      ? [{ number, environmentId, wanted: payload.quota }]
      : [],
  );
  const quotas = await listQuotas(
    db,
    resizes.map(({ environmentId }) => environmentId),
  );
  const asked = resizes.map((each) => {
    const quota = quotas.get(each.environmentId) ?? {};
    return { ...each, quota, keys: changedKeys(quota, each.wanted) };
  });
  const questions = asked.map(({ number, environmentId, keys }) => ({
    no: number,
    subject: environmentId,
    keys,
    until: now,
  }));
  const measured = await measuredUse(db, questions, evidenceDays);
  const peaks = asked.flatMap(({ number, quota, keys }) => {
    const shares = keys.flatMap((key) => {
      const use = windowUse(measured.get(number)?.get(key)?.buckets ?? [], now.getTime(), evidenceDays);
      const ratio = use === null ? null : quantityRatio(use.max, parseQuantity(quota[key] ?? '0'));
      return ratio === null ? [] : [{ key, ratio }];
    });
    const [top] = shares.sort((one, other) => other.ratio - one.ratio);
    return top === undefined
      ? []
      : [[number, `${resourceLabel(top.key)} used to ${percent(top.ratio)}`] as const];
  });
  return new Map(peaks);
}

function changedKeys(before: ResourceAmounts, after: ResourceAmounts): string[] {
  return Object.keys(before).filter(
    (key) =>
      after[key] !== undefined && parseQuantity(after[key]).nano !== parseQuantity(before[key] ?? '0').nano,
  );
}
