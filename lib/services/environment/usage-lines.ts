import type { ResourceAmounts } from '#lib/domain/environment-class.ts';
import type { QuotaUsageLine } from '#lib/domain/environment-views.ts';
import { compareKeys } from '#lib/domain/key-order.ts';
import { formatQuantity, parseQuantity, quantityRatio } from '#lib/domain/quantity.ts';
import { resourceLabel, showQuantity } from '#lib/domain/resource-key.ts';

const WARNING = 0.8;

/** Granted and used, key by key; a key that was never observed is unknown, not zero. */
export function usageLines(quota: ResourceAmounts, used: ResourceAmounts): QuotaUsageLine[] {
  const keys = Object.entries(quota).sort(([a], [b]) => compareKeys(a, b));
  return keys.map(([key, text]) => {
    const hard = parseQuantity(text);
    const seen = used[key];
    const amount = seen === undefined ? null : parseQuantity(seen);
    const ratio = amount === null ? null : quantityRatio(amount, hard);
    return {
      key,
      label: resourceLabel(key),
      hard: formatQuantity(hard),
      used: amount === null ? null : formatQuantity(amount),
      hardText: showQuantity(key, hard),
      usedText: amount === null ? null : showQuantity(key, amount),
      ratio,
      level: amount === null ? 'unknown' : levelOf(ratio),
    };
  });
}

function levelOf(ratio: number | null): QuotaUsageLine['level'] {
  if (ratio === null || ratio < WARNING) return 'ok';
  return ratio < 1 ? 'warning' : 'full';
}
